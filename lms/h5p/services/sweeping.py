"""What killed workers and cut connections left: folders that no row names, files in quarantine, uploads nobody ends."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from files.storage import private_storage
from lms.h5p.exceptions import PackageRefused
from lms.h5p.models import H5PLibrary, H5PUpload, H5PVersion, UploadState
from lms.h5p.rules.places import LIBRARIES, QUARANTINE, VERSIONS
from lms.h5p.services.reasons import reason_text
from lms.h5p.services.storing import remove_folder
from lms.h5p.services.unpacking import remove_left_overs

LEFT_ALONE = timedelta(hours=1)
"""A folder younger than this may be one that a worker is just writing; a player may still read a patched library's."""
GIVEN_UP = timedelta(hours=6)
KEPT = timedelta(days=30)
"""How long the list of uploads tells what became of one."""


def sweep(*, now: datetime | None = None) -> int:
    """Remove left-overs and return how many things were. Run hourly; twice at once is no harm."""
    now = now or timezone.now()
    found = _folders(VERSIONS), _folders(LIBRARIES)
    versions = {str(key) for key in H5PVersion.objects.values_list("uuid", flat=True)}
    libraries = set(H5PLibrary.objects.values_list("sha256", flat=True))
    orphans = [f"{VERSIONS}/{name}" for name in found[0] if name not in versions]
    orphans += [f"{LIBRARIES}/{name}" for name in found[1] if name not in libraries]
    removed = 0
    for folder in orphans:
        if _is_old(folder, now):
            remove_folder(folder)
            removed += 1
    return removed + _sweep_quarantine(now) + _end_uploads(now) + remove_left_overs()


def _folders(place: str) -> list[str]:
    try:
        return private_storage().listdir(place)[0]
    except FileNotFoundError:
        return []


def _is_old(folder: str, now: datetime) -> bool:
    """Whether nothing was written into it lately. An empty folder is old."""
    storage = private_storage()
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return False
    if any(storage.get_modified_time(f"{folder}/{name}") > now - LEFT_ALONE for name in files):
        return False
    return all(_is_old(f"{folder}/{name}", now) for name in folders)


def _sweep_quarantine(now: datetime) -> int:
    storage = private_storage()
    try:
        names = storage.listdir(QUARANTINE)[1]
    except FileNotFoundError:
        return 0
    known = set(H5PUpload.objects.exclude(file="").values_list("file", flat=True))
    places = [f"{QUARANTINE}/{name}" for name in names]
    old = [
        place
        for place in places
        if place not in known and storage.get_modified_time(place) <= now - LEFT_ALONE
    ]
    for place in old:
        storage.delete(place)
    return len(old)


def _end_uploads(now: datetime) -> int:
    """Refuse what was not decided in hours (the outbox has given up by then), and forget what was decided long ago."""
    is_open: dict[str, Any] = {"state__in": (UploadState.QUARANTINED, UploadState.CHECKING)}
    stuck = H5PUpload.objects.filter(**is_open, uploaded_at__lt=now - GIVEN_UP).select_related("uploaded_by")
    ended = 0
    for upload in stuck:
        with translation.override(upload.uploaded_by.language):
            reason = reason_text(PackageRefused("stuck"))
        place = upload.file.name or ""
        with transaction.atomic():
            done = H5PUpload.objects.filter(pk=upload.pk, **is_open).update(
                state=UploadState.REFUSED, code="stuck", reason=reason, file="", claim=None, finished_at=now
            )
        ended += done
        if done and place:
            private_storage().delete(place)
    H5PUpload.objects.filter(finished_at__lt=now - KEPT).delete()
    return ended
