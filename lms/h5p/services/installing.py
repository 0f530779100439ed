"""Rows of libraries: installed, patched upward, tied to the versions that need them."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from core.audit import record
from lms.h5p.exceptions import LibraryChanged
from lms.h5p.models import H5PLibrary, H5PVersion
from lms.h5p.rules.libraries import read_library
from lms.h5p.rules.names import LibraryKey
from lms.h5p.rules.order import closure
from lms.h5p.services.planning import LibraryPlan
from lms.h5p.services.reading import BroughtLibrary


def install_libraries(plan: LibraryPlan, *, by: object = None) -> dict[LibraryKey, H5PLibrary]:
    """Carry the plan out and return the rows of everything the version needs. Call inside its transaction.

    Raises LibraryChanged when libraries are no longer as the plan saw them.
    """
    names = {key.machine_name for key in plan.needs}
    rows = {
        LibraryKey(row.machine_name, row.major, row.minor): row
        for row in H5PLibrary.objects.select_for_update()
        .filter(machine_name__in=names)
        .defer("files", "semantics")
    }
    for key, sha256 in plan.here.items():
        if key not in rows or rows[key].sha256 != sha256:
            raise LibraryChanged(str(key))
    for key, brought in plan.install.items():
        if key in rows:
            raise LibraryChanged(str(key))
        rows[key] = _create(brought)
        record(action="h5p.library_installed", actor=by, about=rows[key], data=_said(brought))
    for key, brought in plan.patch.items():
        if key not in rows or rows[key].patch >= brought.library.patch:
            raise LibraryChanged(str(key))
        before = str(rows[key])
        _patch(rows[key], brought)
        record(
            action="h5p.library_patched", actor=by, about=rows[key], data={**_said(brought), "before": before}
        )
    if plan.patch:
        _tie_new_needs(plan.patch)
    return {key: rows[key] for key in plan.needs}


def _said(brought: BroughtLibrary) -> dict[str, str]:
    return {"library": f"{brought.library.key}.{brought.library.patch}", "sha256": brought.sha256}


def _values(brought: BroughtLibrary) -> dict[str, object]:
    library = brought.library
    return {
        "patch": library.patch,
        "title": library.title,
        "is_runnable": library.is_runnable,
        "sha256": brought.sha256,
        "manifest": library.raw,
        "files": dict(brought.files),
        "semantics": brought.semantics,
        "size": brought.size,
    }


def _create(brought: BroughtLibrary) -> H5PLibrary:
    key = brought.library.key
    try:
        with transaction.atomic():
            return H5PLibrary.objects.create(
                machine_name=key.machine_name, major=key.major, minor=key.minor, **_values(brought)
            )
    except IntegrityError:
        raise LibraryChanged(str(key)) from None


def _patch(row: H5PLibrary, brought: BroughtLibrary) -> None:
    for name, value in _values(brought).items():
        setattr(row, name, value)
    row.save()


def _tie_new_needs(patched: Iterable[LibraryKey]) -> None:
    """A patch may need libraries that the one before did not: every version that has it needs them now, too."""
    rows = {
        LibraryKey(row.machine_name, row.major, row.minor): row
        for row in H5PLibrary.objects.defer("files", "semantics")
    }

    def look(key: LibraryKey) -> tuple[LibraryKey, ...] | None:
        if key not in rows:
            return None
        library = read_library(rows[key].manifest, str(key))
        return (*library.preloaded, *library.dynamic)

    ties = H5PVersion.libraries.through
    new: list[object] = []
    for key in patched:
        needs, _missing = closure([key], look)
        holders = ties.objects.filter(h5plibrary_id=rows[key].pk).values_list("h5pversion_id", flat=True)
        new.extend(
            ties(h5pversion_id=holder, h5plibrary_id=rows[need].pk) for holder in holders for need in needs
        )
    ties.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)  # type: ignore[arg-type]
