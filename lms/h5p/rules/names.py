"""How libraries are named, as H5P's own validator has it (h5p-php-library, H5PValidator)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lms.h5p.exceptions import PackageRefused

_MACHINE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}", re.ASCII)
_NAMED = re.compile(r"([A-Za-z0-9_][A-Za-z0-9_.-]{0,199}) (\d{1,5})\.(\d{1,5})", re.ASCII)
MAX_VERSION = 99_999


@dataclass(frozen=True, order=True)
class LibraryKey:
    """A library in one major and minor version; written "H5P.Blanks 1.12"."""

    machine_name: str
    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.machine_name} {self.major}.{self.minor}"

    @property
    def folders(self) -> tuple[str, str]:
        """Names of the folder it may lie in: with its version, and without as old packages have it."""
        return f"{self.machine_name}-{self.major}.{self.minor}", self.machine_name


def parse_name(text: Any) -> LibraryKey | None:
    """The library that a content names ("H5P.Image 1.1"); None when the text is no such name."""
    found = _NAMED.fullmatch(text) if isinstance(text, str) else None
    return LibraryKey(found[1], int(found[2]), int(found[3])) if found else None


def machine_name(value: Any, entry: str, field: str) -> str:
    """Return a machine name. Raises PackageRefused (`field`)."""
    if not isinstance(value, str) or not _MACHINE_NAME.fullmatch(value):
        raise PackageRefused("field", entry, field)
    return value


def version_number(value: Any, entry: str, field: str) -> int:
    """Return a part of a version; packages write it as number or as digits. Raises PackageRefused (`field`)."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if not is_number and not (isinstance(value, str) and re.fullmatch(r"\d{1,5}", value, re.ASCII)):
        raise PackageRefused("field", entry, field)
    number = int(value)
    if not 0 <= number <= MAX_VERSION:
        raise PackageRefused("field", entry, field)
    return number


def dependencies(raw: dict[str, Any], field: str, entry: str) -> tuple[LibraryKey, ...]:
    """The libraries that a manifest lists under `field`, each once, in its order. Raises PackageRefused (`field`)."""
    return tuple(dict.fromkeys(_dependencies(raw.get(field) or [], field, entry)))


def _dependencies(rows: Any, field: str, entry: str) -> Iterable[LibraryKey]:
    if not isinstance(rows, list):
        raise PackageRefused("field", entry, field)
    for row in rows:
        if not isinstance(row, dict):
            raise PackageRefused("field", entry, field)
        yield LibraryKey(
            machine_name(row.get("machineName"), entry, f"{field}: machineName"),
            version_number(row.get("majorVersion"), entry, f"{field}: majorVersion"),
            version_number(row.get("minorVersion"), entry, f"{field}: minorVersion"),
        )
