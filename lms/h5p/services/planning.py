"""Which libraries of a package are installed, which patched, which are here already. Reads only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lms.h5p.exceptions import PackageRefused
from lms.h5p.models import H5PLibrary
from lms.h5p.rules.libraries import Library, read_library
from lms.h5p.rules.names import LibraryKey
from lms.h5p.rules.order import closure
from lms.h5p.rules.sub_contents import libraries_in
from lms.h5p.services.reading import BroughtLibrary, BroughtPackage

NAMED_AT_MOST = 8
"""Missing libraries that a refusal names."""


@dataclass(frozen=True)
class LibraryPlan:
    """install: new ones. patch: a newer patch of one that is here. here: kept as they are, with the digest seen.

    needs: what the version hangs on, the main library first. held_back: newer patches that this uploader may not bring.
    """

    install: Mapping[LibraryKey, BroughtLibrary]
    patch: Mapping[LibraryKey, BroughtLibrary]
    here: Mapping[LibraryKey, str]
    needs: tuple[LibraryKey, ...]
    held_back: tuple[LibraryKey, ...]

    @property
    def brought(self) -> dict[LibraryKey, BroughtLibrary]:
        """Everything whose files must be stored."""
        return {**self.install, **self.patch}


def plan_libraries(package: BroughtPackage, *, may_patch: bool) -> LibraryPlan:
    """Decide on every library that the package needs. One query. Raises PackageRefused (`libraries_missing`).

    A library here is patched upward, never downward; the same patch with other bytes is left as it is. What a content
    needs is what its manifest lists and what those depend on; libraries that its parts name, and those that only an
    editor loads, are taken along where they are complete.
    """
    rows = {
        LibraryKey(row.machine_name, row.major, row.minor): row
        for row in H5PLibrary.objects.defer("files", "semantics")
    }
    newer = {
        key
        for key, brought in package.libraries.items()
        if key in rows and brought.library.patch > rows[key].patch
    }
    taken = {
        key: brought
        for key, brought in package.libraries.items()
        if key not in rows or (key in newer and may_patch)
    }
    needs = _needs(package, rows, taken)
    return LibraryPlan(
        install={key: taken[key] for key in needs if key in taken and key not in rows},
        patch={key: taken[key] for key in needs if key in taken and key in rows},
        here={key: rows[key].sha256 for key in needs if key not in taken},
        needs=tuple(needs),
        held_back=tuple(key for key in needs if key in newer and not may_patch),
    )


def _needs(
    package: BroughtPackage, rows: Mapping[LibraryKey, H5PLibrary], taken: Mapping[LibraryKey, BroughtLibrary]
) -> list[LibraryKey]:
    read: dict[LibraryKey, Library] = {key: brought.library for key, brought in taken.items()}

    def look(key: LibraryKey) -> Library | None:
        if key not in read and key in rows:
            read[key] = read_library(rows[key].manifest, str(key))
        return read.get(key)

    def played(key: LibraryKey) -> tuple[LibraryKey, ...] | None:
        library = look(key)
        return None if library is None else (*library.preloaded, *library.dynamic)

    manifest = package.manifest
    order, missing = closure([manifest.main, *manifest.preloaded, *manifest.dynamic], played)
    if missing:
        names = sorted(map(str, missing))
        more = "" if len(names) <= NAMED_AT_MOST else f" … (+{len(names) - NAMED_AT_MOST})"
        raise PackageRefused("libraries_missing", "", ", ".join(names[:NAMED_AT_MOST]) + more)
    needs = dict.fromkeys([manifest.main, *order])
    for extra in libraries_in(package.parameters):
        _add_if_complete(extra, needs, played)
    for key in list(needs):
        library = look(key)
        for extra in library.editor if library else ():
            _add_if_complete(extra, needs, played)
    return list(needs)


def _add_if_complete(
    key: LibraryKey,
    needs: dict[LibraryKey, None],
    played: Callable[[LibraryKey], tuple[LibraryKey, ...] | None],
) -> None:
    order, missing = closure([key], played)
    if not missing:
        needs.update(dict.fromkeys(order))
