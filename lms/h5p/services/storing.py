"""Files of packages in the private storage, whichever it is (a disk, S3): written once, removed whole."""

import errno
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files import File

from files.storage import private_storage
from lms.h5p.exceptions import PackageRefused

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def refused_when_full() -> Iterator[None]:
    """A disk without room refuses the package (`no_room`, fault 7); any other error of the disk stays an error."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise PackageRefused("no_room") from error
        raise


def store_files(target: str, source: Path, names: Iterable[str], on_stored: Callable[[], None]) -> None:
    """Copy files below `source` to the folder `target`; what lies there by the same name is replaced.

    Raises PackageRefused (`no_room`); whoever calls removes the folder then.
    """
    storage = private_storage()
    for name in names:
        place = f"{target}/{name}"
        with refused_when_full(), (source / name).open("rb") as file:
            if storage.exists(place):
                storage.delete(place)
            stored = storage.save(place, File(file))
        if stored != place:
            # Somebody else wrote the very same file between the two lines above.
            storage.delete(stored)
        on_stored()


def missing_files(target: str, names: Iterable[str]) -> list[str]:
    """Which of the files are not there."""
    storage = private_storage()
    return [name for name in names if not storage.exists(f"{target}/{name}")]


def remove_folder(target: str) -> None:
    """Remove a folder and everything below it; nothing when it is not there."""
    storage = private_storage()
    try:
        folders, files = storage.listdir(target)
    except FileNotFoundError:
        return
    for name in files:
        storage.delete(f"{target}/{name}")
    for name in folders:
        remove_folder(f"{target}/{name}")
    storage.delete(f"{target}/")
