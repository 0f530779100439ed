"""A version as a package again: h5p.json, its content, and every library that it or the editor needs."""

import json
from collections.abc import Iterator
from typing import IO

from core.archive import write_archive
from files.storage import private_storage
from lms.h5p.models import H5PLibrary, H5PVersion
from lms.h5p.rules.libraries import read_library
from lms.h5p.rules.names import LibraryKey, dependencies
from lms.h5p.rules.order import closure
from lms.h5p.rules.places import library_folder, version_folder


def write_package(version: H5PVersion, target: IO[bytes]) -> int:
    """Write it into `target`; returns the number of files. Two queries. Raises OSError when a file is not there."""
    return write_archive(target, _entries(version))


def _entries(version: H5PVersion) -> Iterator[tuple[str, bytes]]:
    storage = private_storage()
    yield "h5p.json", json.dumps(version.manifest, ensure_ascii=False).encode()
    yield "content/content.json", json.dumps(version.parameters, ensure_ascii=False).encode()
    places = [(f"content/{path}", f"{version_folder(version.uuid)}/{path}") for path in version.files]
    for key, row in _libraries(version).items():
        folder = library_folder(row.sha256)
        places += [(f"{key.folders[0]}/{path}", f"{folder}/{path}") for path in row.files]
    for name, place in places:
        with storage.open(place) as file:
            yield name, file.read()


def _libraries(version: H5PVersion) -> dict[LibraryKey, H5PLibrary]:
    """What the version needs, and what the editor needs for that where it is installed."""
    rows = {
        LibraryKey(row.machine_name, row.major, row.minor): row
        for row in H5PLibrary.objects.defer("semantics")
    }
    needed = {LibraryKey(*names) for names in version.libraries.values_list("machine_name", "major", "minor")}

    def look(key: LibraryKey) -> tuple[LibraryKey, ...] | None:
        if key not in rows:
            return None
        manifest = rows[key].manifest
        library = read_library(manifest, str(key))
        return (*library.preloaded, *library.dynamic, *dependencies(manifest, "editorDependencies", str(key)))

    found, _missing = closure(sorted(needed), look)
    return {key: rows[key] for key in found}
