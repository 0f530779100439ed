"""A person's copy of everything that is held about her, made in the background."""

import json
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.cache import cache
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import IntegrityError, transaction
from django.db.models import FileField, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.models import User
from core import audit
from core.archive import write_archive
from core.notifications import notify
from core.outbox import enqueue
from core.personal_data import Holding
from privacy.models import DataCopy
from privacy.selectors.everything import (
    accounts_of,
    machine_readable,
    own_holdings,
    readable_parts,
    rows_of,
)

TOPIC = "privacy.make_copy"
VALID = timedelta(days=7)


def ask_copy(*, person: User) -> DataCopy:
    """Promise a copy; while one is being made, asking again is the same one. One that failed for a day is given up."""
    DataCopy.objects.filter(
        person=person, made_at=None, asked_at__lt=timezone.now() - timedelta(days=1)
    ).delete()
    try:
        with transaction.atomic():
            copy = DataCopy.objects.create(person=person, expires_at=timezone.now() + VALID)
            audit.record(action="privacy.copy_asked", actor=person, about=person)
            enqueue(topic=TOPIC, key=f"{TOPIC}:{copy.uuid}", payload={"copy": copy.pk})
            return copy
    except IntegrityError:
        return DataCopy.objects.get(person=person, made_at=None)


def make_copy(*, copy: DataCopy) -> None:
    """Write the archive: a readable page, the same for programs, and every file. Made before: nothing happens."""
    if copy.made_at is not None:
        return
    person = copy.person
    path = f"copies/{copy.uuid}.zip"
    storage = storages["private"]
    if storage.exists(path):
        # Left by a worker that was killed between writing the file and its row.
        storage.delete(path)
    with tempfile.TemporaryFile() as target:
        write_archive(target, _entries(copy, person))
        target.seek(0)
        storage.save(path, File(target, name=path))
    now = timezone.now()
    copy.path, copy.size, copy.made_at, copy.expires_at = path, storage.size(path), now, now + VALID
    copy.save(update_fields=["path", "size", "made_at", "expires_at"])
    _progress(copy, 100)
    notify(
        user=person,
        kind="data_copy_ready",
        key=f"data-copy:{copy.uuid}",
        context={"until": copy.expires_at.isoformat()},
    )


def progress_of(copy: DataCopy) -> int:
    """Per cent of a copy that is being made. The work is one transaction, so this number lives in the cache."""
    return 100 if copy.made_at else cache.get(_key(copy), 0)


def _key(copy: DataCopy) -> str:
    return f"privacy:copy:{copy.uuid}"


def _progress(copy: DataCopy, percent: int) -> None:
    cache.set(_key(copy), percent, timeout=3600)


def _entries(copy: DataCopy, person: User) -> Iterator[tuple[str, bytes]]:
    with translation.override(person.language):
        _progress(copy, 10)
        data = machine_readable(person)
        yield "data.json", json.dumps(data, ensure_ascii=False, indent=1).encode()
        _progress(copy, 40)
        context = {"person": person, "parts": readable_parts(person), "made_at": timezone.now()}
        yield "data.html", render_to_string("privacy/copy.html", context).encode()
        _progress(copy, 60)
    with_files = [
        holding for holding in own_holdings() if holding.file and holding.model != DataCopy._meta.label
    ]
    accounts = accounts_of(person)
    for number, holding in enumerate(with_files, start=1):
        yield from _files(holding, accounts)
        _progress(copy, 60 + 35 * number // len(with_files))


def _files(holding: Holding, accounts: list[User]) -> Iterator[tuple[str, bytes]]:
    folder = holding.model.rsplit(".", 1)[-1].lower()
    for row, storage, name in stored_files(holding, rows_of(holding, accounts)):
        if storage.exists(name):
            with storage.open(name) as source:
                yield f"files/{folder}/{row.pk}-{PurePosixPath(name).name}", source.read()


def stored_files(holding: Holding, rows: QuerySet[Any]) -> Iterator[tuple[Any, Storage, str]]:
    """Of a table's rows those that have a file, where it lies, and its name there; none for a table without files."""
    if not holding.file:
        return
    column = rows.model._meta.get_field(holding.file)
    for row in rows:
        value = getattr(row, holding.file)
        storage, name = (
            (column.storage, value.name) if isinstance(column, FileField) else (storages["private"], value)
        )
        if name:
            yield row, storage, name


def open_copy(copy: DataCopy) -> IO[bytes]:
    """The archive's bytes. Raises OSError when the file is gone."""
    return storages["private"].open(copy.path)
