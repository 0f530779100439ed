"""Packages in the CMS: who sees and does what, uploading through the form, the list, deleting."""

import json
import uuid
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from accounts.models import Role
from core.outbox import deliver_all
from lms.h5p.models import H5PLibrary, H5PPackage, H5PUpload, H5PVersion
from tests.factories.accounts import UserFactory, give_role
from tests.lms.h5p.packages.conftest import files_left
from tests.lms.h5p.packages.making import MAIN, PART, library, package

pytestmark = pytest.mark.django_db
NAME = "wagtailsnippets_lms_h5ppackage"


@pytest.fixture(autouse=True)
def _straight(settings, monkeypatch):
    from django.db import transaction

    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "SecondFactor" not in name]
    monkeypatch.setattr(transaction, "on_commit", lambda act, using=None, robust=False: act())


@pytest.fixture
def administrator(db):
    from accounts.groups import sync_groups

    user = UserFactory()
    give_role(user, Role.ADMINISTRATOR)
    sync_groups(user)
    return user


def at(name, *args):
    return reverse(f"{NAME}:{name}", args=args)


def form_of(data, **more):
    file = BytesIO(data)
    file.name = "paket.h5p"
    root = Collection.get_first_root_node().pk
    return {"key": str(uuid.uuid4()), "collection": root, "file": file, "end": "1", **more}


def send(client, address, data, **more):
    return client.post(address, form_of(data, **more))


def is_refused(answer):
    """Wagtail leads who may not to its start with a message, and who may not enter at all to the door."""
    return answer.status_code == 302 and (
        answer["Location"] == "/cms/" or answer["Location"].startswith("/cms/login/")
    )


def bring_one(by, title="Kart", **more):
    from lms.h5p.services import receive_upload

    upload = receive_upload(
        file=ContentFile(package(MAIN, PART, content={"text": uuid.uuid4().hex})),
        file_name="a.h5p",
        by=by,
        details={"title": title},
        **more,
    )
    deliver_all()
    upload.refresh_from_db()
    return upload.version.package


def test_a_trainer_uploads_waits_and_opens_her_package(client, trainer):
    client.force_login(trainer)
    assert client.get(at("add")).status_code == 200
    answer = send(client, at("add"), package(MAIN, PART), title="Şalter", licence="cc0")
    upload = H5PUpload.objects.get()
    assert answer["Location"] == at("upload", upload.uuid)
    waiting = client.get(answer["Location"])
    assert "hx-get" in waiting.content.decode()
    deliver_all()
    ready = client.get(answer["Location"], headers={"HX-Request": "true"}).content.decode()
    kept = H5PPackage.objects.get()
    assert (kept.title, kept.licence, kept.created_by) == ("Şalter", "cc0", trainer)
    assert at("edit", kept.pk) in ready
    assert "hx-get" not in ready
    page = client.get(at("edit", kept.pk)).content.decode()
    assert "H5P.Main 1.0.0" in page
    assert at("replace", kept.pk) in page


def test_where_it_plays_its_frame_can_be_led_to_players_only(client, editor):
    client.force_login(editor)
    policy = client.get(at("edit", bring_one(editor).pk))["Content-Security-Policy"]
    assert "frame-src http://testserver/h5p/play/;" in policy
    assert "frame-ancestors 'none'" in policy


def test_a_refused_upload_says_why_and_which_file(client, editor):
    client.force_login(editor)
    answer = send(client, at("add"), package(MAIN, PART, left_out=["H5P.Part-1.2/it.js"]))
    deliver_all()
    page = client.get(answer["Location"]).content.decode()
    assert "H5P.Part-1.2/it.js" in page
    assert "A file that “H5P.Part 1.2” needs is missing." in page
    assert "paket.h5p" in client.get(at("list")).content.decode()


def test_the_script_is_told_where_to_go_and_what_is_wrong(client, editor, settings):
    client.force_login(editor)
    as_script = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
    answer = client.post(at("add"), form_of(package(MAIN, PART)), **as_script)
    assert (answer.status_code, json.loads(answer.content)["next"]) == (
        201,
        at("upload", H5PUpload.objects.get().uuid),
    )
    settings.H5P_UPLOAD_BYTES = 100
    answer = client.post(at("add"), form_of(b"x" * 200), **as_script)
    assert answer.status_code == 422
    assert "larger" in json.loads(answer.content)["errors"][0]
    assert H5PUpload.objects.count() == 1


def test_a_file_without_the_forms_end_was_cut_and_is_not_kept(client, editor):
    client.force_login(editor)
    form = form_of(package(MAIN, PART))
    del form["end"]
    assert client.post(at("add"), form).status_code == 422
    assert not H5PUpload.objects.exists()
    assert not [path for path in files_left() if path.endswith(".h5p")]
    assert client.post(at("add"), form_of(package(MAIN, PART), key=form["key"])).status_code == 302


def test_sent_twice_with_one_key_is_one_upload(client, editor):
    client.force_login(editor)
    key = str(uuid.uuid4())
    first = send(client, at("add"), package(MAIN, PART), key=key)
    second = send(client, at("add"), package(MAIN, PART), key=key)
    assert first["Location"] == second["Location"]
    assert H5PUpload.objects.count() == 1


def test_the_form_needs_its_token(trainer):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(trainer)
    assert send(strict, at("add"), package(MAIN, PART)).status_code == 403
    assert not H5PUpload.objects.exists()


def test_a_full_disk_is_said_while_the_file_comes(client, editor, monkeypatch):
    import errno

    from django.core.files.uploadhandler import TemporaryFileUploadHandler

    def full(self, raw_data, start):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", full)
    client.force_login(editor)
    answer = send(client, at("add"), package(MAIN, PART))
    assert answer.status_code == 422
    assert "no room" in answer.content.decode()
    assert not H5PUpload.objects.exists()


def test_who_does_what_with_whose_package(client, trainer, editor, administrator):
    from accounts.groups import sync_groups

    mine, others = bring_one(trainer), bring_one(editor, "Başkasının")
    trainee = UserFactory()
    other_trainer = UserFactory()
    give_role(other_trainer, Role.TRAINER)
    sync_groups(other_trainer)
    for user, own, foreign in (
        (trainer, True, False),
        (editor, True, True),
        (administrator, True, True),
        (other_trainer, False, False),
        (trainee, False, False),
    ):
        client.force_login(user)
        for kept, may in ((mine, own), (others, foreign)):
            fields = {"title": user.username, "licence": "cc0", "collection": kept.collection_id}
            answers = [client.get(at("replace", kept.pk)), client.get(at("delete", kept.pk))]
            client.post(at("edit", kept.pk), fields)
            kept.refresh_from_db()
            assert [is_refused(answer) for answer in answers] == [not may] * 2, answers
            assert (kept.title == user.username) is may
            if not may:
                client.post(at("delete", kept.pk))
                assert is_refused(send(client, at("replace", kept.pk), package(MAIN, PART)))
    client.force_login(trainee)
    assert is_refused(client.get(at("list")))
    assert is_refused(send(client, at("add"), package(MAIN, PART)))
    assert H5PUpload.objects.count() == 2
    assert H5PPackage.objects.count() == 2


def test_a_package_of_a_closed_collection_is_not_there(client, trainer, editor):
    from django.contrib.auth.models import Group

    root = Collection.get_first_root_node()
    hers, theirs = root.add_child(name="Hers"), root.add_child(name="Theirs")
    group = Group.objects.get(name="Trainers")
    GroupCollectionPermission.objects.filter(
        group=group, permission__content_type__model="h5ppackage"
    ).update(collection=hers)
    kept = bring_one(editor, "Gizli")
    H5PPackage.objects.update(collection=theirs)
    client.force_login(trainer)
    chooser = "wagtailsnippetchoosers_lms_h5ppackage"
    for address in (
        at("edit", kept.pk),
        at("replace", kept.pk),
        at("delete", kept.pk),
        at("usage", kept.pk),
        at("history", kept.pk),
        reverse(f"{chooser}:chosen", args=[kept.pk]),
    ):
        assert client.get(address).status_code == 404, address
    for address in (at("list"), reverse(f"{chooser}:choose"), reverse(f"{chooser}:choose_results")):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "Gizli" not in answer.content.decode()
    client.force_login(editor)
    assert "Gizli" in client.get(reverse(f"{chooser}:choose")).content.decode()


def test_an_upload_is_for_her_who_brought_it(client, trainer, editor):
    bring_one(editor)
    client.force_login(trainer)
    assert client.get(at("upload", H5PUpload.objects.get().uuid)).status_code == 404


def test_only_administrators_see_and_clean_libraries(client, trainer, editor, administrator):
    bring_one(editor)
    unused = H5PLibrary.objects.create(
        machine_name="H5P.Old",
        major=1,
        minor=0,
        patch=0,
        title="Old",
        sha256="0" * 64,
        manifest={},
        files={},
        size=1,
    )
    for user in (trainer, editor):
        client.force_login(user)
        assert is_refused(client.get(at("libraries")))
        assert is_refused(client.post(at("libraries-clean")))
        assert is_refused(client.post(at("library-delete", unused.pk)))
        assert H5PLibrary.objects.count() == 3
    client.force_login(administrator)
    assert "H5P.Old" in client.get(at("libraries")).content.decode()
    used = H5PLibrary.objects.get(machine_name="H5P.Part")
    client.post(at("library-delete", used.pk))
    assert H5PLibrary.objects.filter(pk=used.pk).exists()
    assert client.get(at("libraries-clean")).status_code == 405
    client.post(at("libraries-clean"))
    assert set(H5PLibrary.objects.values_list("machine_name", flat=True)) == {"H5P.Part", "H5P.Main"}


def test_deleting_takes_files_and_libraries_that_nothing_else_needs(client, editor):
    first = bring_one(editor)
    other = library("H5P.Other 1.0", needs=["H5P.Part 1.2"], runnable=1)
    client.force_login(editor)
    send(client, at("add"), package(other, PART, main="H5P.Other 1.0", media={"a.png": b"\x89PNG\r\n\x1a\n"}))
    deliver_all()
    second = H5PPackage.objects.exclude(pk=first.pk).get()
    assert client.post(at("delete", second.pk)).status_code == 302
    assert list(H5PPackage.objects.all()) == [first]
    assert set(H5PLibrary.objects.values_list("machine_name", flat=True)) == {"H5P.Part", "H5P.Main"}
    assert not [path for path in files_left() if path.startswith("h5p/versions/") and path[-1] != "/"]
    client.post(at("delete", first.pk))
    assert [path for path in files_left() if path[-1] != "/"] == []
    assert not H5PVersion.objects.exists()
    assert not H5PUpload.objects.exists()


def test_several_at_once_are_deleted_by_the_same_rule(client, editor):
    kept = [bring_one(editor, f"Kart {number}") for number in range(2)]
    client.force_login(editor)
    address = reverse("wagtail_bulk_action", args=["lms", "h5ppackage", "delete"])
    client.post(f"{address}?" + "&".join(f"id={one.pk}" for one in kept))
    assert not H5PPackage.objects.exists()
    assert [path for path in files_left() if path[-1] != "/"] == []


def test_the_list_is_searched_and_filtered(client, editor):
    bring_one(editor, "İğne oyası")
    bring_one(editor, "Kumpas")
    client.force_login(editor)
    found = client.get(at("list_results"), {"q": "igne"}).content.decode()
    assert "İğne oyası" in found
    assert "Kumpas" not in found
    assert "Kumpas" in client.get(at("list"), {"type": "H5P.Main"}).content.decode()
    assert "Kumpas" not in client.get(at("list"), {"licence": "permission"}).content.decode()


def test_the_lists_cost_the_same_at_two_sizes(client, editor, administrator, count_queries):
    def cost():
        client.force_login(editor)
        return [
            count_queries(lambda: client.get(at("list"))),
            count_queries(lambda: client.get(at("edit", first.pk))),
            count_queries(lambda: client.get(reverse("wagtailsnippetchoosers_lms_h5ppackage:choose"))),
        ]

    first = bring_one(editor, "Bir")
    cost()
    few = cost()
    for number in range(6):
        bring_one(editor, f"Kart {number}")
        bring_one(editor, package=first)
    assert cost() == few
    client.force_login(administrator)
    client.get(at("libraries"))
    few = count_queries(lambda: client.get(at("libraries")))
    chain = [library(f"H5P.L{number} 1.0") for number in range(12)]
    client.force_login(editor)
    needs = [f"H5P.L{number} 1.0" for number in range(12)]
    send(client, at("add"), package(MAIN, PART, *chain, needs=needs))
    deliver_all()
    client.force_login(administrator)
    client.get(at("libraries"))
    assert H5PLibrary.objects.count() == 14
    assert count_queries(lambda: client.get(at("libraries"))) == few


@pytest.fixture
def count_queries():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(act):
        with CaptureQueriesContext(connection) as queries:
            assert act().status_code == 200
        return len(queries)

    return count
