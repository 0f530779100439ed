"""The client against the real authoring service: each test says what İmece relies on."""

import io
import json
import os
import threading
import time
import uuid
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from core.logs import request_id
from lms.h5p.client import (
    AuthoringService,
    Behalf,
    NotFound,
    Patience,
    Place,
    ServiceDown,
    ServiceRefused,
    TooLarge,
    WrongSecret,
)

pytestmark = [pytest.mark.h5p_service, pytest.mark.xdist_group("h5p_service")]
SAMPLES = (
    Path(os.environ.get("SAMPLES_DIR") or Path(__file__).resolve().parents[4] / "shared" / "samples") / "h5p"
)


def zipped(files: dict[str, str | dict]) -> io.BytesIO:
    """A package of these files; dictionaries become JSON."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text if isinstance(text, str) else json.dumps(text))
    target.seek(0)
    return target


def small_package(title: str = "Selam", name: str = "H5P.ImeceGreeting", patch: int = 1) -> io.BytesIO:
    """A package with one library of our own."""
    return zipped(
        {
            "h5p.json": {
                "title": title,
                "language": "tr",
                "mainLibrary": name,
                "embedTypes": ["div"],
                "license": "U",
                "preloadedDependencies": [{"machineName": name, "majorVersion": 1, "minorVersion": 0}],
            },
            "content/content.json": {"greeting": "Merhaba"},
            f"{name}-1.0/library.json": {
                "title": "Greeting",
                "machineName": name,
                "majorVersion": 1,
                "minorVersion": 0,
                "patchVersion": patch,
                "runnable": 1,
                "preloadedJs": [{"path": "greeting.js"}],
            },
            f"{name}-1.0/greeting.js": "var H5P = H5P || {};",
            f"{name}-1.0/semantics.json": json.dumps(
                [{"name": "greeting", "type": "text", "label": "Greeting"}]
            ),
        }
    )


class _Hub(BaseHTTPRequestHandler):
    """A hub with one content type, whose package is a small one."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/v1/sites":
            answer = {"uuid": "8de62c47-f335-42f6-909d-2d8f4b7fb7f5"}
        else:
            answer = {
                "contentTypes": [
                    {
                        "id": "H5P.ImeceHub", "title": "Hub", "summary": "From the hub", "description": "", "icon": "", "owner": "imece",
                        "createdAt": "2026-01-01", "updatedAt": "2026-01-01", "isRecommended": True, "popularity": 1, "screenshots": [],
                        "license": {"id": "MIT"}, "version": {"major": 1, "minor": 0, "patch": 1}, "coreApiVersionNeeded": {"major": 1, "minor": 0},
                    }
                ]
            }  # fmt: skip
        self._answer(json.dumps(answer).encode(), "application/json")

    def do_GET(self) -> None:
        self._answer(small_package(name="H5P.ImeceHub").getvalue(), "application/zip")

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def second_service(start_h5p_service):
    hub = ThreadingHTTPServer(("127.0.0.1", 0), _Hub)
    threading.Thread(target=hub.serve_forever, daemon=True).start()
    yield start_h5p_service(
        H5P_FILE_MB="1",
        H5P_TOTAL_MB="1",
        H5P_JSON_MB="1",
        H5P_HUB_URL=f"http://127.0.0.1:{hub.server_port}/v1/",
    )
    hub.shutdown()
    hub.server_close()


@pytest.fixture
def other_service(second_service):
    """A second one, which a test may kill, with small limits and a hub."""
    if second_service.process is None:
        second_service.start()
    return second_service


@pytest.fixture
def place(h5p_service) -> Place:
    return Place(h5p_service.url, h5p_service.secret)


@pytest.fixture
def author(place) -> AuthoringService:
    return AuthoringService(Behalf("7", "Ayşe Gül", language="tr", base="/h5p/authoring/token"), place)


@pytest.fixture
def administrator(place) -> AuthoringService:
    return AuthoringService(Behalf("1", "Yönetici", "administrator"), place)


def contents_of(package: io.BytesIO) -> zipfile.ZipFile:
    package.seek(0)
    return zipfile.ZipFile(package)


def test_it_says_that_it_is_well_and_what_is_missing(author):
    health = author.health()
    assert health.versions["server"] == "10.0.4"
    assert not health.has_hub
    # Its core and editor files are on no registry.
    assert not health.has_editor
    assert "editor/scripts/h5peditor-editor.js" in health.missing
    assert 20_000_000 < health.rss < 500_000_000


def test_a_package_is_brought_changed_copied_and_taken_out_again(author):
    brought = author.import_package(small_package("Selam ş"))
    content = author.get_content(brought.id)
    assert (content.library, content.params) == ("H5P.ImeceGreeting 1.0", {"greeting": "Merhaba"})
    assert content.metadata["title"] == "Selam ş"

    changed = author.update_content(
        brought.id,
        library=content.library,
        params={"greeting": "Günaydın"},
        metadata={**content.metadata, "title": "Sabah"},
    )
    assert changed.id == brought.id
    copy = author.copy_content(brought.id)
    assert copy.id != brought.id
    assert {"Sabah"} == {row.title for row in author.list_contents() if row.id in {copy.id, brought.id}}

    target = io.BytesIO()
    assert author.export_package(copy.id, target) == len(target.getvalue())
    with contents_of(target) as package:
        assert json.loads(package.read("content/content.json")) == {"greeting": "Günaydın"}
        assert json.loads(package.read("h5p.json"))["title"] == "Sabah"
        assert "H5P.ImeceGreeting-1.0/greeting.js" in package.namelist()

    author.delete_content(copy.id)
    author.delete_content(brought.id)
    with pytest.raises(NotFound):
        author.get_content(brought.id)
    # Gone already is what was wanted.
    author.delete_content(brought.id)


def test_a_new_content_of_a_library_that_is_there(author):
    first = author.import_package(small_package())
    made = author.create_content(
        library="H5P.ImeceGreeting 1.0",
        params={"greeting": "Yeni"},
        metadata={"title": "Yeni", "license": "U", "language": "tr", "mainLibrary": "H5P.ImeceGreeting", "embedTypes": ["div"], "preloadedDependencies": []},
    )  # fmt: skip
    assert author.get_content(made.id).params == {"greeting": "Yeni"}
    assert made.metadata["preloadedDependencies"][0]["machineName"] == "H5P.ImeceGreeting"
    for one in (first, made):
        author.delete_content(one.id)


@pytest.mark.parametrize(
    "name",
    [
        "h5p-test.h5p",
        "H5P.DragText.h5p",
        "valid2.h5p",
        "moodle-multiple-choice-2-6.h5p",
        "moodle-filltheblanks.h5p",
    ],
)
def test_real_packages_go_in_and_come_out(author, name):
    if not SAMPLES.is_dir():
        pytest.skip(f"needs the sample packages in {SAMPLES}")
    with (SAMPLES / name).open("rb") as file:
        brought = author.import_package(file)
    target = io.BytesIO()
    author.export_package(brought.id, target)
    with contents_of(target) as package, zipfile.ZipFile(SAMPLES / name) as given:
        assert json.loads(package.read("content/content.json")) == json.loads(
            given.read("content/content.json")
        )
    model = author.editor_model(brought.id)
    assert model.content is not None and model.content.library.startswith(brought.metadata["mainLibrary"])
    author.delete_content(brought.id)


def test_models_name_files_below_the_path_that_we_say(author):
    brought = author.import_package(small_package())
    model = author.editor_model(brought.id)
    assert model.content is not None
    assert model.content.id == brought.id
    assert model.content.params == {"greeting": "Merhaba"}
    assert model.integration["ajaxPath"] == "/h5p/authoring/token/ajax?action="
    assert model.integration["editor"]["language"] == "tr"
    assert any("language/tr.js" in address for address in model.scripts)
    assert all(address.startswith("/h5p/authoring/token/") for address in model.scripts + model.styles)
    assert author.editor_model(None).content is None
    played = author.player_model(brought.id)
    assert any("H5P.ImeceGreeting-1.0/greeting.js" in address for address in played["scripts"])
    author.delete_content(brought.id)


def test_the_editor_in_a_browser_gets_library_files_and_details(author):
    brought = author.import_package(small_package())
    with author.browser_asks("GET", "libraries", "H5P.ImeceGreeting-1.0", "greeting.js") as answer:
        assert answer.content == b"var H5P = H5P || {};"
    details = {
        "action": "libraries",
        "machineName": "H5P.ImeceGreeting",
        "majorVersion": "1",
        "minorVersion": "0",
    }
    with author.browser_asks("GET", "ajax", query=details) as answer:
        assert answer.json()["semantics"][0]["name"] == "greeting"
    for file, error in (("../library.json", ServiceRefused), ("not-there.js", NotFound)):
        with pytest.raises(error), author.browser_asks("GET", "libraries", "H5P.ImeceGreeting-1.0", file):
            pass
    author.delete_content(brought.id)


def test_only_administrators_see_install_and_delete_libraries(author, administrator):
    for refused in (
        author.list_libraries,
        lambda: author.install_libraries(small_package(name="H5P.ImeceOther")),
        lambda: author.delete_library("H5P.ImeceOther-1.0"),
        author.list_content_types,
        lambda: author.install_content_type("H5P.ImeceOther"),
    ):
        with pytest.raises(ServiceRefused) as refusal:
            refused()
        assert (refusal.value.status, refusal.value.code) == (403, "administrators-only")

    assert administrator.install_libraries(small_package(name="H5P.ImeceOther")).installed == 1
    assert administrator.install_libraries(small_package(name="H5P.ImeceOther", patch=2)).updated == 1
    library = {one.key: one for one in administrator.list_libraries()}["H5P.ImeceOther-1.0"]
    assert (library.version, library.uses, library.can_be_deleted) == ("1.0.2", 0, True)
    used = administrator.import_package(small_package(name="H5P.ImeceOther"))
    with pytest.raises(ServiceRefused) as refusal:
        administrator.delete_library(library.key)
    assert refusal.value.status == 423
    administrator.delete_content(used.id)
    administrator.delete_library(library.key)
    with pytest.raises(NotFound):
        administrator.delete_library(library.key)


def test_a_library_counts_as_used_when_the_package_writes_its_versions_as_texts(administrator):
    package = small_package(name="H5P.ImeceTexts")
    with contents_of(package) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    manifest = json.loads(files["h5p.json"])
    manifest["preloadedDependencies"] = [
        {"machineName": "H5P.ImeceTexts", "majorVersion": "1", "minorVersion": "0"}
    ]
    brought = administrator.import_package(zipped({**files, "h5p.json": manifest}))
    with pytest.raises(ServiceRefused):
        administrator.delete_library("H5P.ImeceTexts-1.0")
    administrator.delete_content(brought.id)


def test_what_is_no_package_is_refused_with_a_code(author):
    before = author.list_contents()
    for file in (io.BytesIO(b"no zip"), zipped({"h5p.json": "{", "content/content.json": "{}"})):
        with pytest.raises(ServiceRefused) as refusal:
            author.import_package(file)
        assert refusal.value.code
        assert 400 <= refusal.value.status < 500
    assert author.list_contents() == before


def test_nonsense_as_content_is_refused_and_leaves_nothing(author):
    before = author.list_contents()
    with pytest.raises(ServiceRefused):
        author.create_content(library="H5P.NotThere 1.0", params={"a": 1}, metadata={"title": "x"})
    with pytest.raises(ServiceRefused):
        author.create_content(library="../../etc 1.0", params={}, metadata={})
    for content in ("0", "999999999999", "../health", "a b"):
        with pytest.raises(NotFound):
            author.get_content(content)
    assert author.list_contents() == before


def test_a_wrong_secret_opens_nothing(place):
    stranger = AuthoringService(Behalf("7"), Place(place.url, "x" * 48))
    for refused in (stranger.health, stranger.list_contents, lambda: stranger.editor_model(None)):
        with pytest.raises(WrongSecret):
            refused()


def test_a_request_id_goes_along_and_into_the_log(author, h5p_service):
    mine = uuid.uuid4().hex
    token = request_id.set(mine)
    try:
        author.list_contents()
    finally:
        request_id.reset(token)
    deadline = time.monotonic() + 5
    while (
        mine not in (log := (h5p_service.folder / "server.log").read_text()) and time.monotonic() < deadline
    ):
        time.sleep(0.02)
    line = next(json.loads(line) for line in log.splitlines() if mine in line)
    assert (line["path"], line["status"]) == ("/contents", 200)
    # A log without people: neither name nor what was written.
    assert "Ay%C5%9F" not in log and "Ayşe" not in log


def test_it_can_fall_and_come_back(other_service):
    """A crash in the middle is one error; contents that were saved are there afterwards."""
    own = other_service
    hasty = Patience(tries=2, connect=0.5, read=5, whole=10, first_pause=0.01)
    author = AuthoringService(Behalf("7"), Place(own.url, own.secret), hasty)
    brought = author.import_package(small_package())
    own.stop(crash=True)
    for down in (author.list_contents, lambda: author.import_package(small_package()), author.health):
        with pytest.raises(ServiceDown):
            down()
    own.start()
    assert [row.id for row in author.list_contents()] == [brought.id]

    failures = []

    def keep_asking() -> None:
        # Reads are tried again, so only the fall itself may be seen.
        end = time.monotonic() + 10
        while not failures and time.monotonic() < end:
            try:
                author.get_content(brought.id)
            except ServiceDown as error:
                failures.append(error)

    asking = threading.Thread(target=keep_asking)
    asking.start()
    time.sleep(0.05)
    own.stop(crash=True)
    asking.join(15)
    assert not asking.is_alive()
    assert len(failures) == 1


def test_limits_of_the_service_hold(other_service):
    author = AuthoringService(Behalf("7"), Place(other_service.url, other_service.secret))
    with pytest.raises((TooLarge, ServiceDown)):
        author.import_package(io.BytesIO(b"0" * 3_000_000))
    bomb = zipped({"h5p.json": "{}", "content/content.json": " " * 5_000_000})
    assert len(bomb.getvalue()) < 10_000
    with pytest.raises((TooLarge, ServiceRefused)) as refusal:
        author.import_package(bomb)
    assert "too-large" in str(refusal.value)
    with pytest.raises((TooLarge, ServiceDown)):
        author.create_content(library="H5P.X 1.0", params={"a": "x" * 2_000_000}, metadata={"title": "x"})
    brought = author.import_package(small_package())
    with pytest.raises(TooLarge):
        author.export_package(brought.id, io.BytesIO(), limit=100)


def test_the_hub_is_off_unless_it_is_named_and_lists_and_installs_then(administrator, other_service):
    with pytest.raises(ServiceRefused) as refusal:
        administrator.list_content_types()
    assert refusal.value.code == "hub-off"

    place = Place(other_service.url, other_service.secret)
    there = AuthoringService(Behalf("1", permission="administrator"), place)
    offered = {one.name: one for one in there.list_content_types()}["H5P.ImeceHub"]
    assert (offered.version, offered.is_installed) == ("1.0.1", False)
    assert there.install_content_type("H5P.ImeceHub").installed == 1
    assert {one.name: one for one in there.list_content_types()}["H5P.ImeceHub"].is_installed
    with pytest.raises(ServiceRefused):
        there.install_content_type("H5P.SomethingElse")
    with pytest.raises(ServiceRefused) as refusal:
        AuthoringService(Behalf("7"), place).install_content_type("H5P.ImeceHub")
    assert refusal.value.status == 403
