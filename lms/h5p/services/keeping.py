"""From a package on this machine to rows and files that play: files first, then all rows at once, or nothing."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from lms.h5p.models import H5PLibrary, H5PPackage, H5PVersion
from lms.h5p.rules.names import LibraryKey
from lms.h5p.rules.places import library_folder, version_folder
from lms.h5p.rules.text import readable_text
from lms.h5p.services.installing import install_libraries
from lms.h5p.services.planning import LibraryPlan
from lms.h5p.services.reading import BroughtPackage
from lms.h5p.services.storing import missing_files, remove_folder, store_files
from lms.h5p.signals import package_changed

Progress = Callable[[int, int], None]
"""Called with files stored so far and how many there will be."""


@dataclass(frozen=True)
class Keeping:
    """What is to be kept: the package as read, the plan, the uuid of the version, the SHA-256 of the uploaded file."""

    brought: BroughtPackage
    plan: LibraryPlan
    key: uuid.UUID
    sha256: str


def store(keeping: Keeping, on_progress: Progress) -> None:
    """Put the files of new libraries and the content's media where the rows will say they are.

    Raises PackageRefused (`no_room`). Until the rows are there nobody reads these files; `discard` removes them.
    """
    libraries = keeping.plan.brought.values()
    count = len(keeping.brought.media) + sum(len(library.files) for library in libraries)
    stored = 0

    def one_more() -> None:
        nonlocal stored
        stored += 1
        on_progress(stored, count)

    for library in libraries:
        if not H5PLibrary.objects.filter(sha256=library.sha256).exists():
            store_files(library_folder(library.sha256), library.folder, library.files, one_more)
    media = keeping.brought.folder / "content"
    store_files(version_folder(keeping.key), media, keeping.brought.media, one_more)


def write_rows(keeping: Keeping, *, package: H5PPackage, by: Any) -> H5PVersion:
    """Install libraries and add the version to `package` as its current one. Call inside a transaction.

    Raises LibraryChanged: plan again.
    """
    rows = install_libraries(keeping.plan, by=by)
    brought = keeping.brought
    locked = H5PPackage.objects.select_for_update().get(pk=package.pk)
    newest = locked.versions.aggregate(number=Max("number"))["number"] or 0
    semantics = {key: library.semantics for key, library in keeping.plan.brought.items()}

    def semantics_of(key: LibraryKey) -> list[Any]:
        if key not in semantics:
            semantics[key] = rows[key].semantics if key in rows else []
        return semantics[key]

    version = H5PVersion.objects.create(
        uuid=keeping.key,
        package=locked,
        number=newest + 1,
        main_library=rows[brought.manifest.main],
        manifest=brought.manifest.raw,
        parameters=brought.parameters,
        files=dict(brought.media),
        text=readable_text(brought.parameters, brought.manifest.main, semantics_of),
        size=sum(brought.media.values()) + sum(row.size for row in rows.values()),
        sha256=keeping.sha256,
        uploaded_by=by,
    )
    version.libraries.set(rows.values())
    locked.current = package.current = version
    locked.save(update_fields=["current"])
    transaction.on_commit(lambda: _make_whole(keeping), robust=True)
    package_changed.send(sender=H5PPackage, package=locked)
    return version


def discard(keeping: Keeping) -> None:
    """Remove what `store` wrote, where no row came to need it."""
    if not H5PVersion.objects.filter(uuid=keeping.key).exists():
        remove_folder(version_folder(keeping.key))
    for library in keeping.plan.brought.values():
        if not H5PLibrary.objects.filter(sha256=library.sha256).exists():
            remove_folder(library_folder(library.sha256))


def _make_whole(keeping: Keeping) -> None:
    """A folder of the same library may just have been removed with its last package: look, and write it again."""
    for library in keeping.plan.brought.values():
        target = library_folder(library.sha256)
        store_files(target, library.folder, missing_files(target, library.files), lambda: None)
