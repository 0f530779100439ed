"""A package's files on this machine's own disk while they are looked through; gone afterwards."""

import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from core.archive import OFFICE_TYPES, ArchiveRefused, UnpackedFile, UnpackLimits, unpack, unpack_isolated
from lms.h5p.exceptions import PackageRefused
from lms.h5p.rules.contents import PARAMETERS
from lms.h5p.rules.libraries import MANIFEST
from lms.h5p.rules.manifest import ENTRY
from lms.h5p.services.storing import refused_when_full

SECONDS = 30.0
MEMORY_BYTES = 100 * 1024 * 1024
LEFT_OVER_AFTER = 60 * 60
"""Seconds after which an unpacked package on the disk belongs to a process that is gone."""
_CONTENT = (
    "json png jpg jpeg gif bmp tif tiff svg webp avif eot ttf woff woff2 otf webm mp4 ogg ogv mp3 m4a m4v wav txt pdf rtf "
    "doc docx xls xlsx ppt pptx odt ods odp xml csv diff patch md textile vtt webvtt gltf glb"
)
"""What H5P lets into a content (H5PCore::$defaultContentWhitelist), and what goes with it today (webp, avif, ogv, m4v); no Flash."""
_LIBRARY = "js css map"
_NAMES = "license licence copying readme changelog authors contributors notice version"
"""Files without an extension that libraries come with."""
ALLOWED = frozenset(f"{_CONTENT} {_LIBRARY} {_NAMES}".split())


def limits() -> UnpackLimits:
    """What may come out of a package here."""
    return UnpackLimits(
        total_bytes=settings.H5P_UNPACKED_BYTES,
        entry_bytes=settings.H5P_UNPACKED_BYTES,
        allowed=ALLOWED,
        nested=OFFICE_TYPES,
        important=frozenset({ENTRY, PARAMETERS, MANIFEST}),
        skip_hidden=True,
        skip_top=True,
    )


@contextmanager
def unpacked(source: Path, *, is_isolated: bool) -> Iterator[tuple[Path, list[UnpackedFile]]]:
    """Unpack into a folder that is removed at the end, however it ends. Raises PackageRefused (`archive_…`, `no_room`).

    `is_isolated`: in a child process with bounds on time and memory, as whatever comes from the web must be.
    """
    root = settings.VAR / "h5p-unpacking"
    remove_left_overs(root)
    target = root / uuid.uuid4().hex
    with refused_when_full():
        root.mkdir(parents=True, exist_ok=True)
    try:
        with refused_when_full():
            files = _unpack(source, target, is_isolated)
        yield target, files
    finally:
        shutil.rmtree(target, ignore_errors=True)


def _unpack(source: Path, target: Path, is_isolated: bool) -> list[UnpackedFile]:
    try:
        if is_isolated:
            return unpack_isolated(source, target, limits(), seconds=SECONDS, memory_bytes=MEMORY_BYTES)
        return unpack(source, target, limits())
    except ArchiveRefused as error:
        code = "no_room" if error.code == "disk" else f"archive_{error.code}"
        raise PackageRefused(code, error.entry) from error


def remove_left_overs(root: Path | None = None) -> int:
    """Remove what a killed worker left on this machine. Returns how many packages."""
    root = root or settings.VAR / "h5p-unpacking"
    removed = 0
    with suppress(FileNotFoundError):
        for folder in root.iterdir():
            with suppress(FileNotFoundError):
                if time.time() - folder.stat().st_mtime > LEFT_OVER_AFTER:
                    shutil.rmtree(folder, ignore_errors=True)
                    removed += 1
    return removed
