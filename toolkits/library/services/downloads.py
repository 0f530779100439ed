"""Counting downloads: an anonymous row each, folded into one number a file and day."""

import logging
from collections import Counter

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from files.models import LicensedDocument
from toolkits.library.models import Download, DownloadCount

log = logging.getLogger(__name__)
FOLD_AT_ONCE = 5000


def record_download(*, document: LicensedDocument, language: str) -> None:
    """Count one download. The file is handed over even when the database cannot take the count just now."""
    try:
        Download.objects.create(document=document, language=language[:2])
    except DatabaseError:
        log.warning("a download could not be counted", exc_info=settings.DEBUG)


@transaction.atomic
def fold_downloads(*, limit: int = FOLD_AT_ONCE) -> int:
    """Turn rows into counts a day (Istanbul's day); returns how many rows. Safe to run twice, and at the same time."""
    rows = Download.objects.order_by("pk")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    taken = list(rows[:limit])
    days = Counter((row.document_id, timezone.localdate(row.at)) for row in taken)
    for (document, day), number in days.items():
        count, _made = DownloadCount.objects.get_or_create(document_id=document, on=day)
        DownloadCount.objects.filter(pk=count.pk).update(count=F("count") + number)
    Download.objects.filter(pk__in=[row.pk for row in taken]).delete()
    return len(taken)
