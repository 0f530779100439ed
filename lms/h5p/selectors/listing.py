"""Packages, uploads and libraries as the CMS lists them: without their contents, which are large."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from lms.h5p.access import choosable_packages
from lms.h5p.models import H5PLibrary, H5PPackage, H5PUpload, H5PVersion, UploadState

OPEN = (UploadState.QUARANTINED, UploadState.CHECKING)
SHOWN_UPLOADS = 10
_LARGE = (
    "current__manifest", "current__parameters", "current__files", "current__text",
    "current__main_library__manifest", "current__main_library__files", "current__main_library__semantics",
)  # fmt: skip


def listed_packages(user: Any) -> QuerySet[H5PPackage]:
    """Packages that she may see; `is_being_replaced` on each. One query."""
    replacing = H5PUpload.objects.filter(package=OuterRef("pk"), state__in=OPEN)
    return (
        choosable_packages(user)
        .select_related("current__main_library", "collection", "created_by")
        .defer(*_LARGE)
        .annotate(is_being_replaced=Exists(replacing))
    )


def versions_of(package: H5PPackage) -> QuerySet[H5PVersion]:
    """Versions, newest first, with how many people's attempts each has. One query."""
    return (
        H5PVersion.objects.filter(package=package)
        .select_related("main_library", "uploaded_by")
        .defer(
            "manifest", "parameters", "files", "text",
            "main_library__manifest", "main_library__files", "main_library__semantics",
        )
        .annotate(attempt_count=Count("attempts"))
        .order_by("-number")
    )  # fmt: skip


def unfinished_uploads(user: Any) -> list[H5PUpload]:
    """Her newest uploads that are no package (yet): waiting, being checked, refused. One query."""
    return list(
        H5PUpload.objects.filter(uploaded_by=user)
        .exclude(state=UploadState.READY)
        .select_related("package")
        .order_by("-uploaded_at")[:SHOWN_UPLOADS]
    )


def listed_libraries() -> QuerySet[H5PLibrary]:
    """All libraries with how many packages need each. One query."""
    return (
        H5PLibrary.objects.defer("manifest", "files", "semantics")
        .annotate(package_count=Count("used_by_versions__package", distinct=True))
        .order_by("machine_name", "major", "minor")
    )
