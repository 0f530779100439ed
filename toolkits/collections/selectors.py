"""Readings of collections: their pages in the reader's language, suggestions for a firm, its people."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import Role, RoleAssignment
from core.languages import active_language
from core.page_privacy import without_private
from organisations.models import Firm
from toolkits.collections.models import Collection
from toolkits.collections.rules.keys import shorten
from toolkits.collections.rules.suggestions import suggest
from toolkits.library.selectors.languages import readable_in
from toolkits.library.selectors.library import Entry, library_index

COLLECTABLE = {
    "toolkitpage": "toolkit",
    "guidepage": "guide",
    "guidechapterpage": "chapter",
    "coursepage": "course",
}


@dataclass(frozen=True)
class CollectedPage:
    """A page of a collection. `language`: of its words, when that is not the reader's."""

    key: UUID
    short_key: str
    kind: str
    title: str
    url: str
    language: str


def pages_of(keys: Iterable[UUID]) -> list[CollectedPage]:
    """The public pages among `keys`, in their order, each in the reader's language or in Turkish. One query.

    Keys of pages that are gone, private or of another kind are passed over.
    """
    wanted = list(keys)
    if not wanted:
        return []
    language = active_language()
    rows = (
        without_private(readable_in(Page.objects, language))
        .filter(translation_key__in=wanted, content_type__model__in=COLLECTABLE)
        .filter(Q(coursepage=None) | Q(coursepage__archived_at=None))
        .annotate(kind=F("content_type__model"), own=F("locale__language_code"))
        .only("title", "url_path", "translation_key")
    )
    found = {}
    for row in rows:
        url = row.get_url()
        if url:
            own = "" if row.own == language else row.own
            found[row.translation_key] = CollectedPage(
                row.translation_key,
                shorten(row.translation_key),
                kind_name(COLLECTABLE[row.kind]),
                row.title,
                url,
                own,
            )
    return [found[key] for key in wanted if key in found]


def kind_name(kind: str) -> str:
    """What a page is, in words."""
    return {
        "toolkit": _("Toolkit"),
        "guide": _("Guide"),
        "chapter": _("Guide chapter"),
        "course": _("Course"),
    }[kind]


def is_collectable(key: UUID) -> bool:
    """Whether a public page of a kind that is collected has this key. One query."""
    return bool(pages_of([key]))


def collections_with_counts(collections: QuerySet[Collection]) -> QuerySet[Collection]:
    """With `number` of items, owner and firm. One query."""
    return collections.annotate(number=Count("items")).select_related("owner", "firm").order_by("-updated_at")


@dataclass(frozen=True)
class SuggestedToolkit:
    """A toolkit for a firm with the reason in words."""

    entry: Entry
    reason: str


def suggestions_for(firm: Firm, limit: int = 6) -> list[SuggestedToolkit]:
    """Toolkits that fit the firm's sector and what it wants to get better at, usable ones first. Three queries at most."""
    index = library_index()
    topics = {topic.code: topic.name for topic in firm.topics.all()}
    found = suggest(
        ((record.id, record.values) for record in index.records), firm.sector.code, frozenset(topics)
    )
    found.sort(key=lambda one: index.entries[one.id].is_announced)
    shown = []
    for one in found[:limit]:
        names = ", ".join(topics[code] for code in one.topics)
        if one.sector and names:
            reason = _("For your sector, and on what you want to get better at: %(topics)s") % {
                "topics": names
            }
        elif one.sector:
            reason = _("For your sector: %(sector)s") % {"sector": firm.sector.name}
        elif names:
            reason = _("On what you want to get better at: %(topics)s") % {"topics": names}
        else:
            reason = _("Useful in every sector")
        shown.append(SuggestedToolkit(index.entries[one.id], reason))
    return shown


def people_of_firm(firm: Firm) -> list[Any]:
    """Contacts and mentors of the firm (never trainees), with `what` they are. One query."""
    rows = (
        RoleAssignment.objects.current()
        .filter(
            scope_kind="firm",
            scope_id=firm.pk,
            role__in=[Role.FIRM_CONTACT, Role.MENTOR],
            user__is_active=True,
        )
        .select_related("user")
        .order_by("role", "user__sort_name")
    )
    return list(rows)
