"""Writing H5P in the CMS: what is said when it is off, and the whole way to a new version with the real service.

The files of the H5P editor are on no registry; a stand-in (tests/h5p_editor) is in their place.
"""

import json
import uuid

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from accounts.models import Role
from core.models import AuditEntry
from lms.h5p.client import AuthoringService, Behalf, NotFound
from lms.h5p.models import H5PUpload, H5PVersion, UploadState
from lms.h5p.rules.editor_policy import is_allowed
from lms.h5p.services import import_package, ingest_upload
from lms.h5p.services.authoring import Permit, open_permit
from lms.h5p.views.authoring.readiness import has_second_host
from tests.factories.accounts import UserFactory, give_role
from tests.h5p_editor import lay_down
from tests.h5p_packages import build_package

pytestmark = [pytest.mark.django_db, pytest.mark.h5p_service, pytest.mark.xdist_group("h5p_service")]
SITE, PACKAGES = "http://testserver", "http://packages.test"


@pytest.fixture(autouse=True)
def _settings(settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "SecondFactor" not in name]
    settings.ACTIVITY_ORIGIN = PACKAGES
    settings.WAGTAILADMIN_BASE_URL = SITE


@pytest.fixture(scope="module")
def editing_service(start_h5p_service, tmp_path_factory):
    """A service that has (a stand-in for) the editor's files."""
    return start_h5p_service(**lay_down(tmp_path_factory.mktemp("editor")))


@pytest.fixture
def on(settings, editing_service):
    """The service is named in the settings."""
    settings.H5P_SERVICE_URL = editing_service.url
    settings.H5P_SERVICE_SECRET = editing_service.secret
    return editing_service


def make_author(*permissions: str):
    """Somebody who may bring packages ("add") or change everybody's ("change")."""
    user = UserFactory()
    # The role opens the CMS; at signing in, groups that do so without one are taken away.
    give_role(user, Role.TRAINER, kind="cohort", identifier=1)
    group = Group.objects.create(name=f"authors {user.pk}")
    for name in permissions:
        GroupCollectionPermission.objects.create(
            group=group,
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(codename=f"{name}_h5ppackage"),
        )
    user.groups.add(group)
    return user


@pytest.fixture
def author():
    return make_author("add")


@pytest.fixture
def administrator():
    user = UserFactory(is_superuser=True)
    give_role(user, Role.ADMINISTRATOR)
    return user


def signed_in(user) -> Client:
    client = Client(headers={"host": "testserver"})
    client.force_login(user, backend="accounts.backends.IdentifierBackend")
    return client


def frame_client() -> Client:
    """A browser at the second host name: no cookies, the site's own checks of forms switched on."""
    return Client(enforce_csrf_checks=True, headers={"host": "packages.test"})


@pytest.fixture
def version(author, tmp_path):
    path = tmp_path / "plain.h5p"
    path.write_bytes(build_package("plain", title="Selam"))
    return import_package(path=path, title="Selam", by=author)


def begin(client, version=None) -> str:
    """Begin to write; return the token."""
    address = reverse("h5p_authoring:begin")
    if version is not None:
        address = reverse("h5p_authoring:begin-package", args=[version.package.uuid])
    response = client.post(address)
    assert response.status_code == 302, response.content[:500]
    assert "/write/" in response["Location"], response["Location"]
    return response["Location"].rstrip("/").rpartition("/")[2]


def save(client, token, **said):
    body = {"key": str(uuid.uuid4()), "library": "H5P.ImecePlain 1.0", "params": {}, "metadata": {}, **said}
    return client.post(
        reverse("h5p_authoring:save", args=[token]), json.dumps(body), content_type="application/json"
    )


METADATA = {
    "title": "Yeni başlık", "license": "U", "language": "tr", "mainLibrary": "H5P.ImecePlain", "embedTypes": ["div"],
    "preloadedDependencies": [{"machineName": "H5P.ImecePlain", "majorVersion": 1, "minorVersion": 0}],
}  # fmt: skip


# ---- when it is off ----


def test_without_a_service_the_cms_says_how_to_switch_it_on(author, administrator):
    page = signed_in(author).get(reverse("h5p_authoring:home"))
    assert page.status_code == 200
    assert b"npm ci" not in page.content
    page = signed_in(administrator).get(reverse("h5p_authoring:home")).content.decode()
    for needed in (
        "H5P_SERVICE_URL", "H5P_SERVICE_SECRET", "npm ci --ignore-scripts", "ACTIVITY_ORIGIN",
        "h5p-php-library/archive/2aeb0b83fa603e331381b3a6b8bf42c3773ba140.zip",
        "h5p-editor-php-library/archive/ab2daa18bd61b19e7f8729e22eec88f3b637a868.zip",
    ):  # fmt: skip
        assert needed in page
    assert reverse("h5p_authoring:begin") not in page


def state_for(user) -> str:
    return signed_in(user).get(reverse("h5p_authoring:home")).context["readiness"].state


def test_each_thing_that_is_missing_is_named(administrator, settings, on, h5p_service):
    assert state_for(administrator) == "ready"
    settings.ACTIVITY_ORIGIN = ""
    assert state_for(administrator) == "host"
    settings.ACTIVITY_ORIGIN = SITE
    assert not has_second_host(), "the site's own host is no second one"
    settings.ACTIVITY_ORIGIN = PACKAGES
    settings.H5P_SERVICE_SECRET = "x" * 48
    assert state_for(administrator) == "secret"
    settings.H5P_SERVICE_SECRET = ""
    assert state_for(administrator) == "settings"
    # A service without the editor's files.
    settings.H5P_SERVICE_URL, settings.H5P_SERVICE_SECRET = h5p_service.url, h5p_service.secret
    page = signed_in(administrator).get(reverse("h5p_authoring:home"))
    assert page.context["readiness"].state == "files"
    assert b"scripts/h5peditor-editor.js" in page.content
    settings.H5P_SERVICE_URL = "http://127.0.0.1:9"
    assert state_for(administrator) == "down"
    settings.H5P_SERVICE_URL = ""
    assert state_for(administrator) == "off"


def test_with_the_service_down_nothing_is_begun_and_packages_stay_as_they_are(author, version, settings, on):
    client = signed_in(author)
    token = begin(client, version)
    settings.H5P_SERVICE_URL = "http://127.0.0.1:9"
    for address in (
        reverse("h5p_authoring:begin"), reverse("h5p_authoring:begin-package", args=[version.package.uuid]),
    ):  # fmt: skip
        assert client.post(address)["Location"] == reverse("h5p_authoring:home")
    assert client.get(reverse("h5p_authoring:write", args=[token])).status_code == 200
    refused = save(client, token, metadata=METADATA)
    assert refused.status_code == 503
    assert refused.json()["message"]
    assert frame_client().get(reverse("h5p-editor:document", args=[token])).status_code == 503
    asked = frame_client().get(reverse("h5p-editor:passed-on", args=[token, "core/js/h5p.js"]))
    assert asked.status_code == 503
    assert client.post(reverse("h5p_authoring:leave", args=[token])).status_code == 302
    assert not H5PUpload.objects.exists()
    assert H5PVersion.objects.count() == 1


# ---- the way to a new version ----


def test_a_package_is_changed_and_becomes_its_next_version(author, version, on):
    client = signed_in(author)
    token = begin(client, version)
    page = client.get(reverse("h5p_authoring:write", args=[token]))
    assert f"{PACKAGES}/h5p/authoring/{token}/".encode() in page.content
    assert PACKAGES in page.headers["Content-Security-Policy"]

    permit = open_permit(token)
    assert permit is not None and permit.number == 1
    copy = AuthoringService(Behalf("1")).get_content(permit.content)
    assert copy.library == "H5P.ImecePlain 1.0"
    assert copy.params == version.parameters

    answer = save(
        client, token, params={**copy.params, "text": "Günaydın"}, metadata={**copy.metadata, "title": "Yeni"}
    )
    assert answer.status_code == 200, answer.content
    upload = H5PUpload.objects.get()
    assert (upload.package, upload.state, upload.uploaded_by) == (
        version.package,
        UploadState.QUARANTINED,
        author,
    )
    made = ingest_upload(upload_id=upload.pk)
    upload.refresh_from_db()
    assert upload.state == UploadState.READY, upload.reason
    assert (made.number, made.parameters["text"]) == (2, "Günaydın")
    assert list(made.libraries.all()) == list(version.libraries.all())
    assert str(upload.uuid) in answer.json()["next"]
    assert client.get(answer.json()["next"], follow=True).status_code == 200


def test_a_new_content_becomes_a_package_of_hers(author, version, on):
    client = signed_in(author)
    # The library is in the service since somebody wrote with it.
    begin(client, version)
    token = begin(client)
    assert save(client, token, params={"text": "Yepyeni"}, metadata=METADATA).status_code == 200
    upload = H5PUpload.objects.get()
    assert upload.package is None
    made = ingest_upload(upload_id=upload.pk)
    upload.refresh_from_db()
    assert made is not None, upload.reason
    assert (made.package.title, made.package.created_by, made.number) == ("Yeni başlık", author, 1)
    assert made.parameters == {"text": "Yepyeni"}


def test_saving_twice_with_one_key_is_one_upload(author, version, on):
    client = signed_in(author)
    token, key = begin(client, version), str(uuid.uuid4())
    for _ in range(2):
        assert save(client, token, key=key, params={"text": "a"}, metadata=METADATA).status_code == 200
    assert H5PUpload.objects.count() == 1


def test_a_newer_version_is_not_hidden_unless_she_is_sure(author, version, on, tmp_path):
    client = signed_in(author)
    token = begin(client, version)
    path = tmp_path / "other.h5p"
    path.write_bytes(build_package("plain", title="Başka", parameters={"text": "Başka"}))
    import_package(path=path, package=version.package, by=author)
    assert save(client, token, params={"text": "a"}, metadata=METADATA).status_code == 409
    assert not H5PUpload.objects.exists()
    assert save(client, token, params={"text": "a"}, metadata=METADATA, sure=True).status_code == 200
    assert H5PUpload.objects.get().package == version.package


@pytest.mark.parametrize(
    "said",
    [
        {"library": 5}, {"params": []}, {"metadata": "x"}, {"key": "x"}, {"params": None}, {"library": "../../x 1.0"},
        {"library": "H5P.NotThere 1.0"}, {"metadata": {"title": 5}},
    ],
)  # fmt: skip
def test_what_is_no_content_is_refused(author, version, on, said):
    client = signed_in(author)
    token = begin(client, version)
    assert save(client, token, **{"metadata": METADATA, **said}).status_code == 422
    assert not H5PUpload.objects.exists()


def test_a_content_beyond_the_bound_is_refused(author, version, on, monkeypatch):
    monkeypatch.setattr("lms.h5p.views.authoring.saving.CONTENT_BYTES", 500)
    client = signed_in(author)
    token = begin(client, version)
    assert save(client, token, params={"text": "x" * 600}, metadata=METADATA).status_code == 413


def test_a_content_larger_than_a_form_may_be_is_taken(author, version, on):
    client = signed_in(author)
    token = begin(client, version)
    assert save(client, token, params={"text": "x" * 3_000_000}, metadata=METADATA).status_code == 200


def test_leaving_throws_the_copy_away(author, version, on):
    client = signed_in(author)
    token = begin(client, version)
    content = open_permit(token).content
    client.post(reverse("h5p_authoring:leave", args=[token]))
    with pytest.raises(NotFound):
        AuthoringService(Behalf("1")).get_content(content)


# ---- whose it is ----


def test_who_may_write(author, administrator, version, on):
    stranger, other = UserFactory(), make_author("add")
    looks_after_all = make_author("add", "change")
    package = reverse("h5p_authoring:begin-package", args=[version.package.uuid])
    home, new = reverse("h5p_authoring:home"), reverse("h5p_authoring:begin")
    for user, may_open, may_change in (
        (stranger, False, False), (other, True, False), (looks_after_all, True, True), (author, True, True),
        (administrator, True, True),
    ):  # fmt: skip
        client = signed_in(user)
        assert (client.get(home).status_code == 200) is may_open
        assert (client.post(new)["Location"] if may_open else "").startswith(home) is may_open
        assert (client.post(package).status_code == 302 and may_change) or not may_change
        if may_open and not may_change:
            assert client.post(package).status_code == 404
    assert Client().get(home).status_code == 302
    assert signed_in(author).get(new).status_code == 405
    assert signed_in(author).get(package).status_code == 405


def test_a_permit_is_hers_alone_and_ends_with_her_right(author, version, on):
    mine = signed_in(author)
    token = begin(mine, version)
    other = signed_in(make_author("add", "change"))
    for address in ("write", "save", "leave"):
        where = reverse(f"h5p_authoring:{address}", args=[token])
        assert (other.get(where) if address == "write" else other.post(where)).status_code == 404
    params = reverse("h5p-editor:passed-on", args=[token, f"params/{open_permit(token).content}"])
    assert frame_client().get(params).status_code == 200
    author.groups.clear()
    assert mine.get(reverse("h5p_authoring:write", args=[token])).status_code in (302, 404)
    assert frame_client().get(params).status_code == 404
    assert frame_client().get(reverse("h5p-editor:document", args=[token])).status_code == 404


def test_a_closed_account_writes_no_more(author, version, on):
    token = begin(signed_in(author), version)
    type(author).objects.filter(pk=author.pk).update(is_active=False)
    assert frame_client().get(reverse("h5p-editor:document", args=[token])).status_code == 404


def test_a_token_is_signed(author, version, on):
    token = begin(signed_in(author), version)
    assert open_permit(token + "x") is None
    assert open_permit("x" * 40) is None
    permit = open_permit(token)
    forged = Permit(permit.person + 1, permit.package, permit.number, permit.content)
    assert open_permit(forged.token()) == forged
    # Its shape is known, its signature is not: a part of another token does not fit.
    head, _, _tail = forged.token().partition(":")
    assert open_permit(":".join([head, *token.split(":")[1:]])) is None


def test_a_token_is_over_after_a_working_day(author, monkeypatch):
    token = Permit(author.pk).token()
    assert open_permit(token) is not None
    monkeypatch.setattr("lms.h5p.services.authoring.permits.SECONDS", -1)
    assert open_permit(token) is None


# ---- the frame ----


def test_the_frame_is_on_the_second_host_only(author, version, on, settings):
    token = begin(signed_in(author), version)
    document = reverse("h5p-editor:document", args=[token])
    file = reverse("h5p-editor:passed-on", args=[token, "core/js/h5p.js"])
    for address in (document, file):
        assert frame_client().get(address).status_code == 200
        assert signed_in(author).get(address).status_code == 404
    settings.ACTIVITY_ORIGIN = ""
    for address in (document, file):
        assert signed_in(author).get(address).status_code == 404


def test_the_document_may_do_little(author, version, on):
    token = begin(signed_in(author), version)
    response = frame_client().get(reverse("h5p-editor:document", args=[token]))
    policy = dict(
        part.strip().partition(" ")[::2] for part in response.headers["Content-Security-Policy"].split(";")
    )
    own = f"{PACKAGES}/h5p/authoring/{token}/"
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == own
    assert policy["frame-ancestors"] == SITE
    assert (
        policy["worker-src"]
        == policy["form-action"]
        == policy["base-uri"]
        == policy["object-src"]
        == "'none'"
    )
    assert "allow-top-navigation" not in policy["sandbox"] and "allow-popups" not in policy["sandbox"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    page = response.content.decode()
    assert f"/h5p/authoring/{token}/editor/scripts/h5peditor-editor.js" in page
    # Of the person the editor's scripts learn her name for "author", nothing else.
    assert author.email not in page
    assert on.secret not in page


def test_a_text_of_the_content_cannot_end_the_script_that_carries_it(author, on, tmp_path):
    path = tmp_path / "evil.h5p"
    path.write_bytes(
        build_package("plain", title="</script><script>alert(1)</script>", parameters={"text": "</script>"})
    )
    version = import_package(path=path, title="x", by=author)
    token = begin(signed_in(author), version)
    page = frame_client().get(reverse("h5p-editor:document", args=[token])).content.decode()
    assert "<script>alert(1)" not in page
    assert r"\u003C/script\u003E" in page


def test_the_gate_lets_through_what_the_editor_needs(author, version, on):
    token = begin(signed_in(author), version)
    content = open_permit(token).content
    browser = frame_client()

    def ask(path, method="get", **more):
        return getattr(browser, method)(reverse("h5p-editor:passed-on", args=[token, path]), **more)

    script = ask("core/js/h5p.js")
    assert b"".join(script.streaming_content).startswith(b"window.H5P")
    assert script.headers["Content-Type"].startswith("text/javascript")
    assert script.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in script.headers["Content-Security-Policy"]
    assert not script.has_header("Access-Control-Allow-Origin")
    form = browser.get(
        reverse("h5p-editor:passed-on", args=[token, "ajax"]),
        {"action": "libraries", "machineName": "H5P.ImecePlain", "majorVersion": "1", "minorVersion": "0"},
    )
    assert json.loads(b"".join(form.streaming_content))["name"] == "H5P.ImecePlain"
    params = ask(f"params/{content}")
    assert json.loads(b"".join(params.streaming_content))["params"]["params"] == version.parameters
    # A picture that she adds: through the gate, to her own temporary files, and back.
    picture = (
        b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
        b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
    )
    sent = browser.post(
        reverse("h5p-editor:passed-on", args=[token, "ajax"]) + "?action=files",
        {"field": json.dumps({"type": "image"}), "file": SimpleUploadedFile("a.gif", picture, "image/gif")},
    )
    assert sent.status_code == 200
    place = json.loads(b"".join(sent.streaming_content))["path"].removesuffix("#tmp")
    assert b"".join(ask(f"temp-files/{place}").streaming_content) == picture
    # Nobody else's browser finds it.
    other = begin(signed_in(make_author("add")))
    assert (
        browser.get(reverse("h5p-editor:passed-on", args=[other, f"temp-files/{place}"])).status_code == 404
    )


def test_the_gate_lets_nothing_else_through(author, administrator, version, on):
    mine = begin(signed_in(author), version)
    others = open_permit(begin(signed_in(administrator), version)).content
    browser = frame_client()

    def status(method, path, query=""):
        address = reverse("h5p-editor:passed-on", args=[mine, path]) + query
        return getattr(browser, method)(address).status_code

    assert status("get", f"params/{others}") == 404
    assert status("get", f"content/{others}/images/a.png") == 404
    for action in ("library-install", "library-upload", "get-content", "content-hub-metadata-cache", ""):
        assert status("post", "ajax", f"?action={action}") == 404
        assert status("get", "ajax", f"?action={action}") == 404
    for method in ("put", "delete", "patch"):
        assert status(method, "ajax", "?action=libraries") == 404
    for path in ("contents", "health", "libraries", "play/1", "download/1", "core/../libraries/x", "core//x"):
        assert status("get", path) == 404
    worker = reverse("h5p-editor:passed-on", args=[mine, "core/js/h5p.js"])
    assert browser.get(worker, headers={"Service-Worker": "script"}).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "action", "content", "answer"),
    [
        ("GET", "core/js/h5p.js", "", "", True),
        ("POST", "core/js/h5p.js", "", "", False),
        ("GET", "core", "", "", False),
        ("GET", "params/5", "", "5", True),
        ("GET", "params/5", "", "", False),
        ("GET", "content/55/a.png", "", "5", False),
        ("GET", "content/5/../6/a.png", "", "5", False),
        ("GET", "ajax", "libraries", "", True),
        ("POST", "ajax", "files", "", True),
        ("GET", "ajax", "files", "", False),
        ("POST", "ajax", "library-install", "5", False),
        ("GET", "ajax/x", "libraries", "", False),
    ],
)
def test_the_gate_as_a_table(method, path, action, content, answer):
    assert is_allowed(method, path, action, content) is answer


def test_a_picture_beyond_the_bound_is_refused_unread(author, version, on, monkeypatch):
    monkeypatch.setattr("lms.h5p.views.authoring.frame.UPLOAD_BYTES", 100)
    token = begin(signed_in(author), version)
    address = reverse("h5p-editor:passed-on", args=[token, "ajax"]) + "?action=filter"
    sent = frame_client().post(address, "x" * 200, content_type="application/json")
    assert sent.status_code == 413


# ---- content types ----


def test_content_types_are_for_administrators(author, administrator, version, on):
    addresses = {
        "get": [reverse("h5p_authoring:types")],
        "post": [
            reverse("h5p_authoring:types-upload"), reverse("h5p_authoring:type-install", args=["H5P.X"]),
            reverse("h5p_authoring:type-delete", args=["H5P.X-1.0"]),
        ],
    }  # fmt: skip
    for user, expected in ((author, 404), (make_author("add", "change"), 404)):
        for method, where in addresses.items():
            assert {getattr(signed_in(user), method)(address).status_code for address in where} == {expected}
    client = signed_in(administrator)
    assert client.get(addresses["get"][0]).status_code == 200
    assert {client.get(address).status_code for address in addresses["post"]} == {405}


def test_an_administrator_installs_from_a_file_and_removes(administrator, on):
    client = signed_in(administrator)
    page = reverse("h5p_authoring:types")
    file = SimpleUploadedFile("choice.h5p", build_package("scored"))
    assert client.post(reverse("h5p_authoring:types-upload"), {"file": file}).status_code == 302
    assert "H5P.ImeceChoice" in client.get(page).content.decode()
    client.post(reverse("h5p_authoring:type-delete", args=["H5P.ImeceChoice-1.0"]))
    client.get(page)  # says once that it was removed
    assert "H5P.ImeceChoice" not in client.get(page).content.decode()
    said = list(AuditEntry.objects.filter(action__startswith="h5p.editor").values_list("action", flat=True))
    assert said == ["h5p.editor_libraries_installed", "h5p.editor_library_deleted"]
    # The hub is off here: it says so, and installs nothing.
    assert "H5P_HUB_URL" in client.get(page, {"hub": "1"}).content.decode()
    client.post(reverse("h5p_authoring:type-install", args=["H5P.ImeceChoice"]))
    assert "H5P.ImeceChoice" not in client.get(page).content.decode()


def test_the_types_page_says_when_the_service_is_down(administrator, settings):
    settings.H5P_SERVICE_URL, settings.H5P_SERVICE_SECRET = "http://127.0.0.1:9", "x" * 48
    page = signed_in(administrator).get(reverse("h5p_authoring:types"))
    assert page.status_code == 200
    assert page.context["problem"]
