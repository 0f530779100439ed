"""What no visitor may open at this moment, asked of the database for every answer, whatever an index believes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page, PageViewRestriction

from core.page_privacy import without_private, without_private_files
from files.access import closed_collection_paths
from files.models import LicensedDocument
from search.models import SearchEntry

NOT_LIVE = "CREATE INDEX IF NOT EXISTS search_page_not_live ON wagtailcore_page (id) WHERE NOT live"
"""Without it every search reads the whole table of pages, because most are live (30 ms for 100,000)."""


@dataclass(frozen=True)
class Closed:
    """Ids of pages that are drafts, expired or private, and of files in closed collections."""

    pages: frozenset[int]
    files: frozenset[int]


def closed_now(*, with_files: bool = True) -> Closed:
    """Ask the database: two queries for pages, and two for files where any are indexed."""
    drafts = Page.objects.filter(live=False).order_by().values_list("pk", flat=True)
    paths = list(PageViewRestriction.objects.order_by().values_list("page__path", flat=True))
    pages = drafts.union(*(_below(path) for path in paths)) if paths else drafts
    files: frozenset[int] = frozenset()
    closed_paths = closed_collection_paths(None) if with_files else []
    if closed_paths:
        inside = Q()
        for path in closed_paths:
            inside |= Q(collection__path__startswith=path)
        files = frozenset(LicensedDocument.objects.filter(inside).order_by().values_list("pk", flat=True))
    return Closed(frozenset(pages), files)


def ensure_index(**_signal: object) -> None:
    """Make the index over pages that are not live, after every migrate: on SQLite a change of that table drops it."""
    with connection.cursor() as cursor:
        cursor.execute(NOT_LIVE)


def _below(path: str):  # type: ignore[no-untyped-def]
    rows = Page.objects.filter(path__startswith=path)
    if connection.vendor == "sqlite":
        # LIKE with an escape character cannot use the index there; "[" follows the last letter that a path may have.
        rows = rows.filter(path__gte=path, path__lt=path + "[")
    return rows.order_by().values_list("pk", flat=True)


def open_entries(keys: Iterable[str], circles: frozenset[str] = frozenset()) -> QuerySet[SearchEntry]:
    """Which of these entries everybody, or the circles, may open at this moment; asked before they are shown. One query."""
    page = without_private(Page.objects.live().filter(pk=OuterRef("page_id")))
    file = without_private_files(LicensedDocument.objects.filter(pk=OuterRef("file_id")), "collection")
    for_all = Q(Exists(page), circle="") & (Q(file_id=None) | Q(Exists(file)))
    return SearchEntry.objects.serving().filter(for_all | Q(circle__in=circles), key__in=list(keys))
