"""A worker looks through an upload: it becomes a version, or it is refused with a reason. Nothing half.

A worker says every few seconds that it lives. One that was killed is followed by another after SILENCE; what the first
had written lies in folders that no row names and is swept. Two that believe to hold the same upload do no harm: each
writes to a folder of its own, and only the one whose claim stands writes rows.
"""

import uuid
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from files.storage import private_storage
from lms.h5p.access import can_patch_libraries, choosable_packages
from lms.h5p.exceptions import LibraryChanged, PackageRefused, UploadBusy
from lms.h5p.models import H5PUpload, H5PVersion, UploadState
from lms.h5p.services import keeping
from lms.h5p.services.importing import file_digest, new_package
from lms.h5p.services.local_copy import local_copy
from lms.h5p.services.planning import plan_libraries
from lms.h5p.services.reading import read_package
from lms.h5p.services.reasons import reason_text
from lms.h5p.services.unpacking import unpacked

SILENCE = timedelta(seconds=40)
"""A worker that has not been heard of for this long is dead; unpacking, the longest step, is stopped before."""
_BEAT = 3.0
_OPEN = (UploadState.QUARANTINED, UploadState.CHECKING)


def ingest_upload(*, upload_id: int) -> H5PVersion | None:
    """Look through an upload and keep its package; None when it was refused (the row says why).

    Idempotent: what is decided stays decided. Raises UploadBusy while another worker is at it, LibraryChanged when
    libraries changed meanwhile: the same again later will do.
    """
    upload = H5PUpload.objects.select_related("uploaded_by", "package", "version").get(pk=upload_id)
    if upload.state not in _OPEN:
        return upload.version
    claim = _claim(upload)
    try:
        with local_copy(upload.file.name or "") as path:
            return _ingest(upload, claim, path)
    except PackageRefused as refusal:
        _refuse(upload, claim, refusal)
        return None
    except LibraryChanged:
        H5PUpload.objects.filter(pk=upload.pk, claim=claim).update(
            state=UploadState.QUARANTINED, claim=None, done=0
        )
        raise


def _claim(upload: H5PUpload) -> uuid.UUID:
    now, claim = timezone.now(), uuid.uuid4()
    silent = Q(heard_at=None) | Q(heard_at__lt=now - SILENCE)
    free = Q(state=UploadState.QUARANTINED) | (Q(state=UploadState.CHECKING) & silent)
    taken = H5PUpload.objects.filter(free, pk=upload.pk).update(
        state=UploadState.CHECKING, claim=claim, heard_at=now, done=5
    )
    if not taken:
        raise UploadBusy(str(upload.uuid))
    return claim


def _ingest(upload: H5PUpload, claim: uuid.UUID, path: Path) -> H5PVersion:
    beat = _Beat(upload, claim)
    sha256 = file_digest(path)
    if upload.sha256 and upload.sha256 != sha256:
        raise PackageRefused("damaged")
    _refuse_the_same(upload, sha256)
    beat(10)
    with unpacked(path, is_isolated=True) as (folder, files):
        beat(40)
        brought = read_package(folder, files)
        plan = plan_libraries(brought, may_patch=can_patch_libraries(upload.uploaded_by))
        kept = keeping.Keeping(brought, plan, claim, sha256)
        try:
            keeping.store(kept, lambda stored, count: beat(50 + 45 * stored // max(count, 1)))
            return _write(upload, claim, kept)
        except BaseException:
            keeping.discard(kept)
            raise


def _write(upload: H5PUpload, claim: uuid.UUID, kept: keeping.Keeping) -> H5PVersion:
    with transaction.atomic():
        mine = H5PUpload.objects.select_for_update().filter(
            pk=upload.pk, claim=claim, state=UploadState.CHECKING
        )
        if not mine:
            raise UploadBusy(str(upload.uuid))
        by = upload.uploaded_by
        package = upload.package or new_package(kept, by=by, details=upload.details)
        version = keeping.write_rows(kept, package=package, by=by)
        _close(upload, state=UploadState.READY, version=version, done=100, **_note(upload, kept))
    return version


def _note(upload: H5PUpload, kept: keeping.Keeping) -> dict[str, str]:
    if not kept.plan.held_back:
        return {}
    note = PackageRefused("held_back", "", ", ".join(map(str, kept.plan.held_back)))
    with translation.override(upload.uploaded_by.language):
        return {"code": note.code, "reason": reason_text(note)[:500]}


def _refuse_the_same(upload: H5PUpload, sha256: str) -> None:
    """Who brings what is here already is told so, of packages that she may know of."""
    same = H5PVersion.objects.filter(sha256=sha256)
    if upload.package is not None:
        if same.filter(pk=upload.package.current_id).exists():
            raise PackageRefused("same_version", "", upload.package.title)
        return
    known = choosable_packages(upload.uploaded_by).filter(versions__in=same).first()
    if known is not None:
        raise PackageRefused("same_package", "", known.title)


def _refuse(upload: H5PUpload, claim: uuid.UUID, refusal: PackageRefused) -> None:
    with transaction.atomic(), translation.override(upload.uploaded_by.language):
        mine = H5PUpload.objects.select_for_update().filter(pk=upload.pk, claim=claim)
        if mine:
            _close(
                upload,
                state=UploadState.REFUSED,
                code=refusal.code[:40],
                reason=reason_text(refusal)[:500],
                entry=refusal.entry[:300],
            )


def _close(upload: H5PUpload, **values: Any) -> None:
    """The upload is decided: its file goes when that is sure."""
    place = upload.file.name
    H5PUpload.objects.filter(pk=upload.pk).update(
        **values, file="", claim=None, heard_at=None, finished_at=timezone.now()
    )
    if place:
        transaction.on_commit(lambda: private_storage().delete(place), robust=True)


class _Beat:
    """Notes progress and that this worker lives, every few seconds. Raises UploadBusy when another has taken over."""

    def __init__(self, upload: H5PUpload, claim: uuid.UUID) -> None:
        self._mine = H5PUpload.objects.filter(pk=upload.pk, claim=claim)
        self._upload, self._last = upload, monotonic()

    def __call__(self, done: int) -> None:
        if done not in (10, 40) and monotonic() - self._last < _BEAT:
            return
        self._last = monotonic()
        if not self._mine.update(done=done, heard_at=timezone.now()):
            raise UploadBusy(str(self._upload.uuid))
