"""Deleting packages that nothing needs, and libraries that no package needs any more."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from files.storage import private_storage
from lms.h5p.exceptions import PackageInUse
from lms.h5p.models import H5PLibrary, H5PPackage, H5PUpload, H5PVersion
from lms.h5p.rules.places import library_folder, version_folder
from lms.h5p.selectors.uses import Uses, uses_of
from lms.h5p.services.storing import remove_folder
from lms.h5p.signals import package_changed


def delete_package(*, package: H5PPackage, by: Any) -> None:
    """Delete a package with all its versions, their files, and libraries that nothing else needs.

    Raises PackageInUse when a page, an edition or a result of somebody needs it.
    """
    with transaction.atomic():
        locked = H5PPackage.objects.select_for_update().get(pk=package.pk)
        uses = uses_of(locked)
        if uses:
            raise PackageInUse(_named(uses))
        versions = H5PVersion.objects.filter(package=locked)
        keys = list(versions.values_list("uuid", flat=True))
        library_ids = list(versions.order_by().values_list("libraries", flat=True).distinct())
        record(action="h5p.package_deleted", actor=by, about=locked, data={"title": locked.title})
        uploads = H5PUpload.objects.filter(package=locked) | H5PUpload.objects.filter(version__in=versions)
        places = [place for place in uploads.values_list("file", flat=True) if place]
        H5PUpload.objects.filter(pk__in=list(uploads.values_list("pk", flat=True))).delete()
        package_changed.send(sender=H5PPackage, package=locked)
        H5PPackage.objects.filter(pk=locked.pk).update(current=None)
        for version in versions:
            version.delete()
        locked.delete()
        _delete_libraries(H5PLibrary.objects.filter(pk__in=library_ids), by)
        for key in keys:
            transaction.on_commit(lambda key=key: remove_folder(version_folder(key)), robust=True)  # type: ignore[misc]
        for place in places:
            transaction.on_commit(lambda place=place: private_storage().delete(place), robust=True)  # type: ignore[misc]


def delete_library(*, library: H5PLibrary, by: Any) -> None:
    """Delete a library that no package needs. Raises PackageInUse."""
    with transaction.atomic():
        users = list(
            H5PVersion.objects.filter(libraries=library)
            .values_list("package__title", flat=True)
            .order_by("package__title")
            .distinct()[:20]
        )
        if users:
            raise PackageInUse(users)
        _delete_libraries(H5PLibrary.objects.filter(pk=library.pk), by)


def delete_unused_libraries(*, by: Any) -> int:
    """Delete every library that no package needs. Returns how many."""
    with transaction.atomic():
        return _delete_libraries(H5PLibrary.objects.all(), by)


def _delete_libraries(libraries: Any, by: Any) -> int:
    unused = list(
        libraries.select_for_update(of=("self",))
        .filter(used_by_versions=None, versions=None)
        .only("pk", "machine_name", "major", "minor", "patch", "sha256")
    )
    for library in unused:
        record(action="h5p.library_deleted", actor=by, about=library, data={"library": str(library)})
        library.delete()
        transaction.on_commit(lambda sha256=library.sha256: _remove_files(sha256), robust=True)  # type: ignore[misc]
    return len(unused)


def _remove_files(sha256: str) -> None:
    if not H5PLibrary.objects.filter(sha256=sha256).exists():
        remove_folder(library_folder(sha256))


def _named(uses: Uses) -> list[str]:
    named = [str(page.title) for page in uses.pages]
    named += [str(edition) for edition in uses.editions]
    if uses.launches or uses.attempts:
        named.append(_("results of trainees"))
    return named
