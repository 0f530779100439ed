"""Reads uploaded files once: for the same bytes what was read before is taken over."""

import hashlib
import tempfile
from typing import IO

from django.db import transaction
from django.utils import timezone

from core.outbox import enqueue, outbox_handler
from files.models import LicensedDocument
from search.documents.base import file_source
from search.extraction import limits
from search.extraction.reading import READERS, Page
from search.extraction.running import read_pages
from search.file_models import FilePage, FileReading, ReadingState
from search.indexing import index_source

TOPIC = "search.read_file"
_STEP = 1024 * 1024


def kind_of(document: LicensedDocument) -> str:
    """The ending of its name in small letters, when such files are read; else ""."""
    ending = document.file_extension.lower()
    return ending if ending in READERS else ""


def promise_reading(document: LicensedDocument) -> None:
    """Have a worker read the file, unless it is of a kind that nobody reads. Call in the transaction of the change."""
    if kind_of(document):
        FileReading.objects.get_or_create(document=document)
        now = timezone.now().timestamp()
        enqueue(
            topic=TOPIC,
            key=f"read:{document.pk}:{document.file.name}:{now}"[:200],
            payload={"file": document.pk},
        )


@outbox_handler(TOPIC, keeps_its_own_books=True)
def read_promised_file(payload: dict[str, int]) -> None:
    """Outside of any transaction: reading may take half a minute."""
    document = LicensedDocument.objects.filter(pk=payload["file"]).first()
    if document is not None:
        read_file(document)
        index_source(file_source(document.pk))


def read_file(document: LicensedDocument) -> FileReading:
    """Read one document now and keep its text. Nothing is read when the bytes are those of the last time."""
    reading = FileReading.objects.get_or_create(document=document)[0]
    with tempfile.TemporaryFile() as copy:
        digest = _copy(document, copy)
        if isinstance(digest, ReadingState):
            return _keep(reading, "", digest, [], False)
        if reading.sha256 == digest and reading.state != ReadingState.WAITING:
            return reading
        same = FileReading.objects.filter(sha256=digest).exclude(state=ReadingState.WAITING).first()
        if same is not None:
            pages: list[Page] = list(same.pages.values_list("number", "name", "text"))
            return _keep(reading, digest, ReadingState(same.state), pages, same.is_cut)
        copy.seek(0)
        state, pages, is_cut = read_pages(copy, kind_of(document))
        return _keep(reading, digest, ReadingState(state), pages, is_cut)


def _copy(document: LicensedDocument, target: IO[bytes]) -> str | ReadingState:
    """Copy the stored bytes; returns their SHA-256, or why there are none to read."""
    digest, size = hashlib.sha256(kind_of(document).encode()), 0
    try:
        with document.file.open("rb") as source:
            while piece := source.read(_STEP):
                size += len(piece)
                if size > limits.FILE_BYTES:
                    return ReadingState.TOO_LARGE
                digest.update(piece)
                target.write(piece)
    except (OSError, ValueError):
        return ReadingState.MISSING
    target.flush()
    return digest.hexdigest()


def _keep(
    reading: FileReading, digest: str, state: ReadingState, pages: list[Page], is_cut: bool
) -> FileReading:
    with transaction.atomic():
        reading.pages.all().delete()
        FilePage.objects.bulk_create(
            FilePage(reading=reading, place=place, number=number, name=name, text=text)
            for place, (number, name, text) in enumerate(pages)
            if text
        )
        reading.sha256, reading.state, reading.is_cut = digest, state, is_cut
        reading.read_at = timezone.now()
        reading.save()
    return reading
