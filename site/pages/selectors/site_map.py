"""The map of public pages for search engines."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q
from django.http import HttpRequest
from wagtail.models import Page

from core.page_privacy import without_private

SITE_MAP_LIMIT = 20_000
HIDDEN = ("modulepage", "lessonpage")
"""Trainees read modules and lessons from editions; these pages have no public face."""


@dataclass(frozen=True)
class MapEntry:
    """One address; `twins`: the same page by language, its own included."""

    url: str
    changed_at: datetime | None
    twins: list[tuple[str, str]]


def site_map(request: HttpRequest) -> list[MapEntry]:
    """Every live page open to all, with full addresses. One query. Syndicated news name their original: left out."""
    pages = (
        without_private(Page.objects.live().filter(depth__gt=1))
        .exclude(content_type__model__in=HIDDEN)
        .filter(Q(coursepage=None) | Q(coursepage__archived_at=None))
        .filter(Q(newspage=None) | Q(newspage__original_url=""))
        .annotate(language=F("locale__language_code"))
        .only("url_path", "translation_key", "last_published_at", "path", "depth")
        .order_by(F("last_published_at").desc(nulls_last=True), "path")[:SITE_MAP_LIMIT]
    )
    found = []
    twins: dict[object, list[tuple[str, str]]] = defaultdict(list)
    for page in pages:
        url = page.get_url(request)
        if url:
            address = request.build_absolute_uri(url)
            found.append((page.translation_key, address, page.last_published_at))
            twins[page.translation_key].append((page.language, address))
    return [MapEntry(address, changed, twins[key]) for key, address, changed in found]
