"""Bringing a package in from a file on this machine, in one go: the demo programme, tests, the authoring service."""

import hashlib
import uuid
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Collection

from files.models import Licence
from lms.h5p.exceptions import LibraryChanged
from lms.h5p.models import H5PPackage, H5PVersion
from lms.h5p.services import keeping
from lms.h5p.services.planning import plan_libraries
from lms.h5p.services.reading import read_package
from lms.h5p.services.unpacking import unpacked

_TRIES = 3


def import_package(
    *,
    path: Path,
    title: str = "",
    by: Any = None,
    package: H5PPackage | None = None,
    licence: str = "",
    credit: str = "",
    accessibility_note: str = "",
    alternative: str = "",
    collection: Collection | None = None,
    is_isolated: bool = False,
) -> H5PVersion:
    """Unpack, check and keep a package; return its version. Raises PackageRefused and leaves nothing then.

    `package`: what it replaces. The same file again, for the same package (or, without one, under the same title), is
    the version that is there. `by` None: the installation itself, which may bring newer patches of libraries.
    """
    sha256 = file_digest(path)
    same = H5PVersion.objects.filter(sha256=sha256).select_related("package")
    same = same.filter(package=package) if package else same.filter(package__title=title) if title else same
    known = same.order_by("pk").last()
    if known is not None:
        return known
    with unpacked(path, is_isolated=is_isolated) as (folder, files):
        brought = read_package(folder, files)
        for tries_left in reversed(range(_TRIES)):
            kept = keeping.Keeping(brought, plan_libraries(brought, may_patch=True), uuid.uuid4(), sha256)
            try:
                keeping.store(kept, lambda _stored, _count: None)
                with transaction.atomic():
                    return keeping.write_rows(
                        kept,
                        package=package
                        or new_package(
                            kept,
                            by=by,
                            details={
                                "title": title,
                                "licence": licence,
                                "credit": credit,
                                "accessibility_note": accessibility_note,
                                "alternative": alternative,
                                "collection": collection.pk if collection else None,
                            },
                        ),
                        by=by,
                    )
            except LibraryChanged:
                keeping.discard(kept)
                if not tries_left:
                    raise
            except BaseException:
                keeping.discard(kept)
                raise
    raise AssertionError("unreachable")


def new_package(kept: keeping.Keeping, *, by: Any, details: dict[str, Any]) -> H5PPackage:
    """Create the package's own row: what its editor said, else what the package says of itself."""
    manifest = kept.brought.manifest
    collection = Collection.objects.filter(pk=details.get("collection")).first()
    given = {"collection": collection} if collection else {}
    return H5PPackage.objects.create(
        title=details.get("title") or manifest.title or str(manifest.main),
        licence=details.get("licence") or manifest.licence or Licence.ALL_RIGHTS,
        credit=details.get("credit") or manifest.credit,
        accessibility_note=details.get("accessibility_note") or "",
        alternative=details.get("alternative") or "",
        created_by=by,
        **given,
    )


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
