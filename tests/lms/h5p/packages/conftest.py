import pytest
from django.core.files.base import ContentFile

from accounts.models import Role
from core.outbox import deliver_all
from files.storage import private_storage
from lms.h5p.services import receive_upload
from tests.factories.accounts import UserFactory, give_role


@pytest.fixture(autouse=True)
def _own_places(settings, tmp_path):
    """Each test has files of its own, so that it can look at all that is left."""
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "private")},
        },
    }
    settings.VAR = tmp_path / "var"


@pytest.fixture
def trainer(db):
    from accounts.groups import sync_groups

    user = UserFactory()
    give_role(user, Role.TRAINER)
    sync_groups(user)
    return user


@pytest.fixture
def editor(db):
    from accounts.groups import sync_groups

    user = UserFactory(language="en")
    give_role(user, Role.EDITOR)
    sync_groups(user)
    return user


@pytest.fixture
def bring(editor):
    """Upload bytes and let the worker look through them; returns the upload as it stands then."""

    def bring(data, *, by=None, **more):
        upload = receive_upload(file=ContentFile(data), file_name="paket.h5p", by=by or editor, **more)
        deliver_all()
        upload.refresh_from_db()
        return upload

    return bring


def files_left():
    """Every file in the private storage, by path."""
    return sorted(_walk(""))


def _walk(place):
    storage = private_storage()
    try:
        folders, files = storage.listdir(place)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{place}{name}"
    for name in folders:
        yield f"{place}{name}/"
        yield from _walk(f"{place}{name}/")
