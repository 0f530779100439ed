"""What becomes of an upload: a version whole, or a reason and nothing else."""

import errno
import uuid
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.utils import timezone

from core.models import OutboxMessage
from core.outbox import deliver_all
from files.storage import private_storage
from lms.h5p.exceptions import PackageRefused, UploadBusy
from lms.h5p.models import H5PLibrary, H5PPackage, H5PUpload, H5PVersion, UploadState
from lms.h5p.selectors import player_model
from lms.h5p.services import import_package, ingest_upload, receive_upload, sweep
from lms.h5p.services import keeping as keeping_service
from tests.lms.h5p.packages.conftest import files_left
from tests.lms.h5p.packages.making import MAIN, PART, library, package

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _commits(monkeypatch):
    """What waits for the commit happens in these tests as in a request."""
    from django.db import transaction

    monkeypatch.setattr(transaction, "on_commit", lambda act, using=None, robust=False: act())


def folders(prefix):
    return {path.split("/")[2] for path in files_left() if path.startswith(prefix) and path.count("/") > 2}


def assert_nothing_is_left():
    assert [path for path in files_left() if not path.endswith("/")] == []
    assert folders("h5p/versions/") == folders("h5p/libraries/") == set()
    assert not H5PPackage.objects.exists()
    assert not H5PVersion.objects.exists()
    assert not H5PLibrary.objects.exists()


def test_an_upload_becomes_a_package_with_what_its_editor_said(bring, editor):
    upload = bring(
        package(MAIN, PART, media={"images/a.png": b"\x89PNG\r\n\x1a\n"}, authors=[{"name": "Ayşe"}]),
        details={"title": "Karşılama", "accessibility_note": "Sürükleme gerekir."},
    )
    assert (upload.state, upload.done, upload.file.name) == (UploadState.READY, 100, "")
    version = upload.version
    kept = version.package
    assert (kept.title, kept.credit, kept.licence) == ("Karşılama", "Ayşe", "cc-by-4.0")
    assert kept.accessibility_note == "Sürükleme gerekir."
    assert (kept.current, kept.created_by, version.number) == (version, editor, 1)
    assert version.text == "Merhaba, tezgâh!"
    assert version.files == {"images/a.png": 8}
    assert f"h5p/versions/{version.uuid}/images/a.png" in files_left()
    assert not [path for path in files_left() if path.startswith("h5p/quarantine/") and path[-1] != "/"]
    part, main = (
        H5PLibrary.objects.get(machine_name="H5P.Part"),
        H5PLibrary.objects.get(machine_name="H5P.Main"),
    )
    assert player_model(version)["scripts"] == [
        f"/h5p/lib/{part.sha256}/it.js",
        f"/h5p/lib/{main.sha256}/it.js",
    ]
    assert player_model(version)["styles"][0] == f"/h5p/lib/{part.sha256}/css/it.css"
    assert part.files.keys() == {"library.json", "it.js", "css/it.css"}


@pytest.mark.parametrize(
    ("code", "entry", "data"),
    [
        ("no_manifest", "h5p.json", package(MAIN, PART, left_out=["h5p.json"])),
        ("no_content", "content/content.json", package(MAIN, PART, left_out=["content/content.json"])),
        ("json", "h5p.json", package(MAIN, PART, extra={"h5p.json": b"{"})),
        ("json", "h5p.json", package(MAIN, PART, extra={"h5p.json": b"[1]"})),
        ("json", "content/content.json", package(MAIN, PART, extra={"content/content.json": b"[NaN]"})),
        ("json", "content/content.json", package(MAIN, PART, extra={"content/content.json": b"[" * 99_999})),
        ("field", "h5p.json", package(MAIN, PART, mainLibrary="../x")),
        ("field", "h5p.json", package(MAIN, PART, preloadedDependencies={"a": 1})),
        ("main_library", "h5p.json", package(MAIN, PART, mainLibrary="H5P.Other")),
        ("folder", "H5P.Evil-1.0/library.json", package(("H5P.Evil-1.0", MAIN[1]), PART)),
        ("library_twice", "H5P.Main/library.json", package(MAIN, PART, ("H5P.Main", MAIN[1]))),
        ("file_missing", "H5P.Part-1.2/it.js", package(MAIN, PART, left_out=["H5P.Part-1.2/it.js"])),
        ("semantics", "H5P.Part-1.2/semantics.json", package(MAIN, PART, extra={"H5P.Part-1.2/semantics.json": b"{}"})),
        ("content_script", "content/a/x.JS", package(MAIN, PART, media={"a/x.JS": b"1"})),
        ("libraries_missing", "", package(MAIN)),
        ("archive_damaged", "", b"no archive at all"),
        ("archive_lookalike", "H5P.Part-1.2/l\u0131brary.json", package(MAIN, PART, extra={"H5P.Part-1.2/l\u0131brary.json": b"{}"})),
        ("archive_executable", "content/shell.php", package(MAIN, PART, media={"shell.php": b"<?php"})),
    ],
)  # fmt: skip
def test_a_refused_package_leaves_its_reason_and_nothing_else(bring, code, entry, data):
    upload = bring(data)
    assert (upload.state, upload.code, upload.entry) == (UploadState.REFUSED, code, entry)
    assert upload.reason
    assert upload.version is None
    assert_nothing_is_left()


def test_the_reason_is_in_the_uploaders_language_and_names_what_is_missing(bring, editor, trainer):
    assert "neither in it nor here: H5P.Part 1.2." in bring(package(MAIN)).reason
    trainer.language = "tr"
    assert "H5P.Part 1.2" in bring(package(MAIN), by=trainer).reason


def test_a_package_without_libraries_uses_those_that_are_here(bring):
    bring(package(MAIN, PART))
    upload = bring(package(content={"text": "İkinci"}))
    assert upload.state == UploadState.READY
    assert upload.version.libraries.count() == 2
    assert H5PLibrary.objects.count() == 2


def newer_part(patch=4, **more):
    return library("H5P.Part 1.2", patch=patch, **more)


def test_a_library_is_patched_upward_for_every_package_and_never_downward(bring):
    first = bring(package(MAIN, PART)).version
    before = player_model(first)["scripts"]
    bring(package(MAIN, newer_part(), content={"text": "iki"}))
    part = H5PLibrary.objects.get(machine_name="H5P.Part")
    assert part.patch == 4
    after = player_model(first)["scripts"]
    assert after == [f"/h5p/lib/{part.sha256}/it.js", before[1]] != before
    bring(package(MAIN, newer_part(2), content={"text": "üç"}))
    assert H5PLibrary.objects.get(machine_name="H5P.Part").sha256 == part.sha256


def test_a_patch_that_needs_more_gives_it_to_packages_that_are_here(bring):
    first = bring(package(MAIN, PART)).version
    bring(package(MAIN, newer_part(needs=["H5P.More 2.0"]), library("H5P.More 2.0"), content={"text": "iki"}))
    more = H5PLibrary.objects.get(machine_name="H5P.More")
    assert player_model(first)["scripts"][0] == f"/h5p/lib/{more.sha256}/it.js"


def test_versions_of_a_library_stand_side_by_side(bring):
    first = bring(package(MAIN, PART)).version
    other = library("H5P.Part 1.3")
    second = bring(
        package(library("H5P.Main 1.1", needs=["H5P.Part 1.3"]), other, main="H5P.Main 1.1")
    ).version
    assert player_model(first)["library"], player_model(second)["library"] == ("H5P.Main 1.0", "H5P.Main 1.1")
    assert H5PLibrary.objects.filter(machine_name="H5P.Part").count() == 2


def test_who_may_not_change_others_packages_brings_no_patch_to_them(bring, trainer, editor):
    bring(package(MAIN, PART), by=editor)
    upload = bring(package(MAIN, newer_part(code="stealAnswers()"), content={"text": "iki"}), by=trainer)
    assert upload.state == UploadState.READY
    assert H5PLibrary.objects.get(machine_name="H5P.Part").patch == 3
    assert upload.code == "held_back"
    assert "H5P.Part 1.2" in upload.reason


def test_the_same_file_is_told_to_be_here(bring, editor):
    data = package(MAIN, PART)
    first = bring(data, details={"title": "İlk"})
    again = bring(data, details={"title": "Sonra"})
    assert (again.code, again.state) == ("same_package", UploadState.REFUSED)
    assert "İlk" in again.reason
    assert bring(data, package=first.version.package).code == "same_version"
    assert H5PPackage.objects.count() == H5PVersion.objects.count() == 1


def test_replacing_makes_a_new_version_and_keeps_the_old_one(bring):
    first = bring(package(MAIN, PART)).version
    second = bring(package(MAIN, PART, content={"text": "yeni"}), package=first.package).version
    kept = H5PPackage.objects.get()
    assert (kept.current, second.number, second.package) == (second, 2, kept)
    assert list(kept.versions.order_by("number")) == [first, second]
    assert player_model(first)["parameters"] == {"text": "<p>Merhaba, tezgâh!</p>"}


def test_looking_through_twice_decides_once(bring):
    upload = bring(package(MAIN, PART))
    assert ingest_upload(upload_id=upload.pk) == upload.version
    assert H5PVersion.objects.count() == 1


def test_sent_twice_with_one_key_is_one_upload(bring, editor, trainer):
    key, data = uuid.uuid4(), package(MAIN, PART)
    first, second = bring(data, key=key), bring(data, key=key)
    assert first == second
    assert H5PUpload.objects.count() == OutboxMessage.objects.filter(topic="h5p.ingest").count() == 1
    with pytest.raises(H5PUpload.DoesNotExist):
        receive_upload(file=ContentFile(data), file_name="a.h5p", by=trainer, key=key)
    assert not [path for path in files_left() if path.endswith(".h5p")]


class Killed(BaseException):
    """kill -9: nothing that would be done on the way out is done."""


@pytest.fixture
def killed_while_storing(monkeypatch):
    """The first worker dies after half of the files."""
    real_discard, real_store = keeping_service.discard, keeping_service.store_files

    def dying(target, source, names, on_stored):
        real_store(target, source, list(names)[:1], on_stored)
        raise Killed

    monkeypatch.setattr(keeping_service, "store_files", dying)
    monkeypatch.setattr(keeping_service, "discard", lambda keeping: None)

    def revive():
        monkeypatch.setattr(keeping_service, "store_files", real_store)
        monkeypatch.setattr(keeping_service, "discard", real_discard)

    return revive


def test_what_a_killed_worker_left_is_taken_over_and_swept(editor, killed_while_storing):
    upload = receive_upload(
        file=ContentFile(package(MAIN, PART, media={"a.png": b"\x89PNG\r\n\x1a\n"})), file_name="a", by=editor
    )
    with pytest.raises(Killed):
        ingest_upload(upload_id=upload.pk)
    killed_while_storing()
    assert folders("h5p/libraries/")
    assert not H5PLibrary.objects.exists()
    with pytest.raises(UploadBusy):
        ingest_upload(upload_id=upload.pk)
    H5PUpload.objects.update(heard_at=timezone.now() - timedelta(seconds=41))
    version = ingest_upload(upload_id=upload.pk)
    assert version.package.current == version
    before = files_left()
    assert sweep() == 0, "nothing young is touched"
    assert files_left() == before
    sweep(now=timezone.now() + timedelta(hours=2))
    assert folders("h5p/versions/") == {str(version.uuid)}
    assert folders("h5p/libraries/") == set(H5PLibrary.objects.values_list("sha256", flat=True))
    assert player_model(version)["scripts"]


def test_a_worker_that_was_taken_for_dead_writes_nothing(editor, monkeypatch):
    upload = receive_upload(file=ContentFile(package(MAIN, PART)), file_name="a", by=editor)
    real = keeping_service.store

    def slow(keeping, on_progress):
        real(keeping, on_progress)
        H5PUpload.objects.update(claim=uuid.uuid4())

    monkeypatch.setattr(keeping_service, "store", slow)
    with pytest.raises(UploadBusy):
        ingest_upload(upload_id=upload.pk)
    assert not H5PVersion.objects.exists()
    assert folders("h5p/versions/") == set()


@pytest.fixture
def full_disk(monkeypatch):
    """Room for so many more files."""
    real = FileSystemStorage._save
    room = {"files": 0}

    def save(self, name, content):
        room["files"] -= 1
        if room["files"] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, name, content)

    monkeypatch.setattr(FileSystemStorage, "_save", save)
    return room


def test_a_full_disk_refuses_the_upload_and_leaves_nothing(editor, full_disk):
    with pytest.raises(PackageRefused, match="no_room"):
        receive_upload(file=ContentFile(package(MAIN, PART)), file_name="a", by=editor)
    assert not H5PUpload.objects.exists()
    assert_nothing_is_left()


def test_a_disk_that_fills_up_while_files_are_kept_refuses_with_the_reason(bring, full_disk):
    full_disk["files"] = 3
    upload = bring(package(MAIN, PART))
    assert (upload.state, upload.code) == (UploadState.REFUSED, "no_room")
    assert_nothing_is_left()


def test_a_disk_without_room_to_unpack_refuses_with_the_reason(bring, monkeypatch):
    from core.archive import ArchiveRefused
    from lms.h5p.services import unpacking

    def full(*_args, **_limits):
        raise ArchiveRefused("disk")

    monkeypatch.setattr(unpacking, "unpack_isolated", full)
    assert bring(package(MAIN, PART)).code == "no_room"
    assert_nothing_is_left()


def test_a_file_that_arrived_cut_short_is_refused(editor):
    upload = receive_upload(file=ContentFile(package(MAIN, PART)), file_name="a", by=editor)
    with private_storage().open(upload.file.name, "r+b") as file:
        file.truncate(100)
    deliver_all()
    upload.refresh_from_db()
    assert upload.code == "damaged"
    assert_nothing_is_left()


def test_too_large_and_empty_files_are_not_kept(editor, settings):
    settings.H5P_UPLOAD_BYTES = 10
    for data, code in ((b"", "empty"), (b"x" * 11, "too_large")):
        with pytest.raises(PackageRefused, match=code):
            receive_upload(file=ContentFile(data), file_name="a", by=editor)
    assert not H5PUpload.objects.exists()
    assert_nothing_is_left()


def test_a_stuck_upload_ends_with_a_reason(editor):
    upload = receive_upload(file=ContentFile(package(MAIN, PART)), file_name="a", by=editor)
    H5PUpload.objects.update(state=UploadState.CHECKING, heard_at=timezone.now())
    sweep(now=timezone.now() + timedelta(hours=7))
    upload.refresh_from_db()
    assert (upload.state, upload.code, upload.file.name) == (UploadState.REFUSED, "stuck", "")
    assert_nothing_is_left()


def test_a_package_straight_from_a_file(tmp_path):
    path = tmp_path / "a.h5p"
    path.write_bytes(package(MAIN, PART))
    version = import_package(path=path, title="Doğrudan")
    assert import_package(path=path, title="Doğrudan") == version
    assert version.package.title == "Doğrudan"
    path.write_bytes(package(MAIN, left_out=["content/content.json"]))
    with pytest.raises(PackageRefused):
        import_package(path=path)
    assert H5PPackage.objects.count() == 1


def test_the_player_model_costs_the_same_with_thirty_libraries(bring, django_assert_num_queries):
    chain = [library(f"H5P.L{number} 1.0", needs=[f"H5P.L{number + 1} 1.0"]) for number in range(29)]
    main = library("H5P.Main 1.0", needs=["H5P.L0 1.0"])
    version = bring(package(main, *chain, library("H5P.L29 1.0"))).version
    version = H5PVersion.objects.get(pk=version.pk)
    with django_assert_num_queries(2):
        model = player_model(version)
    assert len(model["scripts"]) == 31
    with django_assert_num_queries(1):
        assert player_model(version) == model
