"""An unpacked package, read and checked: nothing is written yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.archive import UnpackedFile
from lms.h5p.exceptions import PackageRefused
from lms.h5p.rules import libraries as library_rules
from lms.h5p.rules.contents import PARAMETERS, Contents, sort_contents
from lms.h5p.rules.json_text import read_json, read_object
from lms.h5p.rules.libraries import Library
from lms.h5p.rules.manifest import ENTRY, Manifest, read_manifest
from lms.h5p.rules.names import LibraryKey

MAX_JSON = {
    ENTRY: 1_000_000,
    PARAMETERS: 16_000_000,
    library_rules.MANIFEST: 1_000_000,
    library_rules.SEMANTICS: 4_000_000,
}
"""Bytes. The largest content.json met (a whole course presentation) has 2 MB."""


@dataclass(frozen=True)
class BroughtLibrary:
    """A library as a package brings it. folder: on this machine. files: {path: bytes}; sha256: over them."""

    library: Library
    folder: Path
    files: Mapping[str, int]
    sha256: str
    semantics: list[Any]

    @property
    def size(self) -> int:
        return sum(self.files.values())


@dataclass(frozen=True)
class BroughtPackage:
    """media: {path below content/: bytes}. folder: of the unpacked package on this machine."""

    manifest: Manifest
    parameters: Any
    libraries: Mapping[LibraryKey, BroughtLibrary]
    media: Mapping[str, int]
    folder: Path


def read_package(folder: Path, files: Iterable[UnpackedFile]) -> BroughtPackage:
    """Read what was unpacked into `folder`. Raises PackageRefused."""
    by_name = {file.name: file for file in files}
    contents = sort_contents(by_name)
    manifest = read_manifest(read_object(_bytes(folder, ENTRY, by_name, ENTRY), ENTRY))
    parameters = read_json(_bytes(folder, PARAMETERS, by_name, PARAMETERS), PARAMETERS)
    if not isinstance(parameters, dict | list):
        raise PackageRefused("json", PARAMETERS)
    return BroughtPackage(
        manifest=manifest,
        parameters=parameters,
        libraries=_libraries(folder, contents, by_name),
        media={name: by_name[f"content/{name}"].size for name in contents.media},
        folder=folder,
    )


def _libraries(
    folder: Path, contents: Contents, by_name: Mapping[str, UnpackedFile]
) -> dict[LibraryKey, BroughtLibrary]:
    found: dict[LibraryKey, BroughtLibrary] = {}
    for name, paths in contents.folders.items():
        entry = f"{name}/{library_rules.MANIFEST}"
        library = library_rules.read_library(
            read_object(_bytes(folder, entry, by_name, library_rules.MANIFEST), entry), entry
        )
        library_rules.check_folder(library, name)
        if library.key in found:
            raise PackageRefused("library_twice", entry, str(library.key))
        library_rules.check_files(library, name, set(paths))
        found[library.key] = BroughtLibrary(
            library=library,
            folder=folder / name,
            files={path: by_name[f"{name}/{path}"].size for path in paths},
            sha256=library_rules.digest({path: by_name[f"{name}/{path}"].sha256 for path in paths}),
            semantics=_semantics(folder, name, paths, by_name),
        )
    return found


def _semantics(
    folder: Path, name: str, paths: Iterable[str], by_name: Mapping[str, UnpackedFile]
) -> list[Any]:
    if library_rules.SEMANTICS not in paths:
        return []
    entry = f"{name}/{library_rules.SEMANTICS}"
    data = _bytes(folder, entry, by_name, library_rules.SEMANTICS)
    return library_rules.check_semantics(read_json(data, entry), entry)


def _bytes(folder: Path, entry: str, by_name: Mapping[str, UnpackedFile], kind: str) -> bytes:
    if by_name[entry].size > MAX_JSON[kind]:
        raise PackageRefused("json_too_large", entry)
    return (folder / entry).read_bytes()
