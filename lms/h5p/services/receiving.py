"""A file that somebody brings: into quarantine, and a worker is asked to look through it."""

import hashlib
import uuid
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, transaction

from core.outbox import enqueue
from core.taken_back import when_taken_back
from files.storage import private_storage
from lms.h5p.exceptions import PackageRefused
from lms.h5p.models import H5PPackage, H5PUpload
from lms.h5p.rules.places import QUARANTINE
from lms.h5p.services.storing import refused_when_full

TOPIC = "h5p.ingest"


def receive_upload(
    *,
    file: File,
    file_name: str,
    by: Any,
    package: H5PPackage | None = None,
    details: dict[str, Any] | None = None,
    key: uuid.UUID | None = None,
) -> H5PUpload:
    """Keep the file in quarantine and promise to look through it. Nothing reads into it here.

    `key`: from the form; sent twice (a double click, a phone that tried again) it is one upload (fault 8). `package`:
    what it replaces. `details`: title, licence, credit, accessibility_note, alternative, collection of a new one.
    Raises PackageRefused (`too_large`, `empty`, `no_room`); then nothing is left.
    """
    key = key or uuid.uuid4()
    known = H5PUpload.objects.filter(uuid=key, uploaded_by=by).first()
    if known is not None:
        return known
    if not file.size:
        raise PackageRefused("empty")
    if file.size > settings.H5P_UPLOAD_BYTES:
        raise PackageRefused("too_large", "", str(settings.H5P_UPLOAD_BYTES))
    sha256, place = _digest(file), _quarantine(file, key)
    when_taken_back(lambda: private_storage().delete(place))
    try:
        with transaction.atomic():
            upload = H5PUpload.objects.create(
                uuid=key,
                package=package,
                file=place,
                file_name=PurePath(file_name).name[-255:],
                details=details or {},
                sha256=sha256,
                uploaded_by=by,
            )
            enqueue(topic=TOPIC, key=f"{TOPIC}:{key}", payload={"upload": upload.pk})
    except IntegrityError:
        private_storage().delete(place)
        return H5PUpload.objects.get(uuid=key, uploaded_by=by)
    except BaseException:
        private_storage().delete(place)
        raise
    return upload


def _digest(file: File) -> str:
    total = hashlib.sha256()
    for chunk in file.chunks():
        total.update(chunk)
    return total.hexdigest()


def _quarantine(file: File, key: uuid.UUID) -> str:
    """Store under a name of ours: the uploader's says nothing that is needed. A file cut short is removed again."""
    storage = private_storage()
    place = storage.get_available_name(f"{QUARANTINE}/{key}.h5p")
    try:
        with refused_when_full():
            return storage.save(place, file)
    except BaseException:
        storage.delete(place)
        raise
