"""What a person may find beside what everybody may, and the last look before anything is shown."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from files.access import visible_documents
from lms.enrolments.selectors import enrolments_of, is_open_now
from search.documents.base import edition_source
from search.queries import Hit


def circles_of(user: Any) -> frozenset[str]:
    """Circles that she belongs to at this moment: the editions that she takes and whose course her group has begun.
    One query, none for visitors.
    """
    if not getattr(user, "is_authenticated", False):
        return frozenset()
    return frozenset(
        edition_source(enrolment.edition_id) for enrolment in enrolments_of(user) if is_open_now(enrolment)
    )


def can_read_insight(user: Any) -> bool:
    """Who reads what is searched and why results rank as they do: whoever writes synonyms and recommendations."""
    return bool(user.is_active and user.has_perm("search.change_synonyms"))


def still_open(hits: Iterable[Hit], circles: frozenset[str]) -> list[Hit]:
    """Those that may be shown now, whatever an index says: an index is never asked for the last time.

    At most two queries, and what Wagtail's restrictions cost.
    """
    hits = list(hits)
    page_ids = {hit.page_id for hit in hits if not hit.circle and hit.page_id is not None}
    file_ids = {hit.file_id for hit in hits if not hit.circle and hit.file_id is not None}
    pages: set[int] = set()
    files: set[int] = set()
    if page_ids:
        pages = set(Page.objects.filter(pk__in=page_ids).live().public().values_list("pk", flat=True))
    if file_ids:
        files = set(visible_documents(None).filter(pk__in=file_ids).values_list("pk", flat=True))
    return [
        hit
        for hit in hits
        if (hit.circle in circles if hit.circle else hit.page_id in pages)
        and (hit.file_id is None or hit.file_id in files)
    ]
