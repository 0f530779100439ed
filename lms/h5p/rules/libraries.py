"""library.json and semantics.json: what a library brings and needs."""

import hashlib
import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from lms.h5p.exceptions import PackageRefused
from lms.h5p.rules.names import LibraryKey, dependencies, machine_name, version_number

MANIFEST = "library.json"
SEMANTICS = "semantics.json"


@dataclass(frozen=True)
class Library:
    """What library.json says. Scripts and styles are paths below the library's folder, in the order they load."""

    key: LibraryKey
    patch: int
    title: str
    is_runnable: bool
    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    preloaded: tuple[LibraryKey, ...]
    dynamic: tuple[LibraryKey, ...]
    editor: tuple[LibraryKey, ...]
    raw: dict[str, Any]


def read_library(raw: dict[str, Any], entry: str) -> Library:
    """Read a library.json; `entry` is its path in the archive. Raises PackageRefused (`field`)."""
    name = machine_name(raw.get("machineName"), entry, "machineName")
    title = raw.get("title")
    return Library(
        key=LibraryKey(
            name,
            version_number(raw.get("majorVersion"), entry, "majorVersion"),
            version_number(raw.get("minorVersion"), entry, "minorVersion"),
        ),
        patch=version_number(raw.get("patchVersion", 0), entry, "patchVersion"),
        title=(title if isinstance(title, str) and title.strip() else name)[:200],
        is_runnable=raw.get("runnable") in (1, True, "1"),
        scripts=paths_in(raw, "preloadedJs", entry),
        styles=paths_in(raw, "preloadedCss", entry),
        preloaded=dependencies(raw, "preloadedDependencies", entry),
        dynamic=dependencies(raw, "dynamicDependencies", entry),
        editor=dependencies(raw, "editorDependencies", entry),
        raw=raw,
    )


def check_folder(library: Library, folder: str) -> None:
    """A library lies in a folder of its own name. Raises PackageRefused (`folder`)."""
    if folder not in library.key.folders:
        raise PackageRefused("folder", f"{folder}/{MANIFEST}", library.key.folders[0])


def check_files(library: Library, folder: str, names: Collection[str]) -> None:
    """Every script and style that it loads is there. Raises PackageRefused (`file_missing`)."""
    for path in (*library.scripts, *library.styles):
        if path not in names:
            raise PackageRefused("file_missing", f"{folder}/{path}", str(library.key))


def check_semantics(value: Any, entry: str) -> list[Any]:
    """semantics.json is a list of fields. Raises PackageRefused (`semantics`)."""
    if not isinstance(value, list) or not all(isinstance(field, dict) for field in value):
        raise PackageRefused("semantics", entry)
    return value


def paths_in(raw: dict[str, Any], field: str, entry: str) -> tuple[str, ...]:
    """Paths that `field` lists, made plain ("./a.js" is "a.js"). Raises PackageRefused (`field`)."""
    rows = raw.get(field) or []
    if not isinstance(rows, list):
        raise PackageRefused("field", entry, field)
    found = []
    for row in rows:
        path = row.get("path") if isinstance(row, dict) else None
        if not isinstance(path, str) or not path.strip():
            raise PackageRefused("field", entry, field)
        plain = posixpath.normpath(path.strip())
        if plain.startswith(("/", "..")) or "\\" in plain:
            raise PackageRefused("field", entry, field)
        found.append(plain)
    return tuple(dict.fromkeys(found))


def digest(files: Mapping[str, str]) -> str:
    """SHA-256 over a library's files: names and the digests of their bytes, in the order of names."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name}\0{files[name]}\n".encode())
    return total.hexdigest()
