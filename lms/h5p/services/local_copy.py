"""A stored file as a file on this machine: itself where the storage is a disk, else a copy that is removed."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from files.storage import private_storage
from lms.h5p.exceptions import PackageRefused
from lms.h5p.services.storing import refused_when_full


@contextmanager
def local_copy(place: str) -> Iterator[Path]:
    """Give the path of a stored file. Raises PackageRefused (`gone`, `no_room`)."""
    storage = private_storage()
    if not place or not storage.exists(place):
        raise PackageRefused("gone")
    path = _path(place)
    if path is not None:
        yield path
        return
    folder = settings.VAR / "h5p-unpacking" / uuid.uuid4().hex
    try:
        with refused_when_full():
            folder.mkdir(parents=True)
            with storage.open(place) as source, (folder / "upload.h5p").open("wb") as target:
                shutil.copyfileobj(source, target)
        yield folder / "upload.h5p"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _path(place: str) -> Path | None:
    try:
        return Path(private_storage().path(place))
    except NotImplementedError:
        return None
