"""One hostile archive, and the frame around it: a package that would be taken if it were not for one thing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from core.archive import OFFICE_TYPES, UnpackLimits
from tests.core.archive.rawzip import Part, raw_zip

H5P_TYPES = """
json png jpg jpeg gif bmp tif tiff svg eot ttf woff woff2 otf webm mp4 ogg mp3 m4a wav txt pdf rtf doc docx xls xlsx
ppt pptx odt ods odp xml csv diff patch swf md textile vtt webvtt gltf glb js css
"""
MEBI = 1024 * 1024
# As for H5P packages, but smaller, so that bombs are made and refused quickly.
LIMITS = UnpackLimits(
    total_bytes=24 * MEBI,
    entry_bytes=16 * MEBI,
    entries=2_000,
    ratio=200,
    depth=6,
    name_length=160,
    allowed=frozenset(H5P_TYPES.split()),
    nested=OFFICE_TYPES,
    important=frozenset(["h5p.json", "content/content.json", "library.json"]),
    skip_hidden=True,
)


@dataclass(frozen=True)
class Case:
    """code: what it has to be refused with. heavy: it wants time or memory, so it is unpacked in a child process."""

    name: str
    code: str
    make: Callable[[], bytes]
    heavy: bool = False
    limits: UnpackLimits = field(default=LIMITS)


def good() -> list[Part]:
    return [
        Part("h5p.json", b'{"title": "x"}'),
        Part("content/", b""),
        Part("content/content.json", b"{}"),
        Part("H5P.X-1.0/library.json", b"{}"),
        Part("H5P.X-1.0/x.js", b"var H5P = H5P || {};\n" * 20),
    ]


def with_parts(*more: Part, **options: Any) -> Callable[[], bytes]:
    """The good package with these entries as well."""
    return lambda: raw_zip([*good(), *more], **options)


def with_file(name: str | bytes, content: bytes = b"{}", **options: Any) -> Callable[[], bytes]:
    return with_parts(Part(name, content, **options))
