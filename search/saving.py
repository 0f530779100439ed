"""Saved searches: kept, forgotten, and looked through for what is new."""

import logging
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from core.notifications import notify
from search.access import circles_of, still_open
from search.engines.selection import engine
from search.queries import FACETS, Query
from search.saved_models import SavedSearch

KIND = "saved_search_hits"
MOST = 20
"""Saved searches of one person."""
LOOKED_AT = 200
KNOWN = 1_000
TITLES_TOLD = 3
logger = logging.getLogger(__name__)


class TooManySaved(Exception):
    """She has as many as she may have."""


def save_search(*, user: Any, query: str, chosen: dict[str, str], language: str) -> SavedSearch:
    """Keep a search; the same search twice is one. What there is now is not news. Raises TooManySaved."""
    chosen = {name: chosen[name] for name in FACETS if chosen.get(name)}
    with transaction.atomic():
        for saved in SavedSearch.objects.select_for_update().filter(
            owner=user, query=query, language=language
        ):
            if saved.chosen == chosen:
                return saved
        if SavedSearch.objects.filter(owner=user).count() >= MOST:
            raise TooManySaved
        saved = SavedSearch(owner=user, query=query, chosen=chosen, language=language)
        saved.known = [name for name, _title in _found(saved)]
        saved.checked_at = timezone.now()
        saved.save()
    return saved


def forget_search(saved: SavedSearch) -> None:
    """Nothing is told of it any more."""
    saved.delete()


def address_of(saved: SavedSearch) -> str:
    """The page of its results, newest first."""
    values = {"q": saved.query, **saved.chosen, "sort": "newest"}
    with translation.override(saved.language):
        return f"{reverse('search:results')}?{urlencode(values)}"


def look_through_saved(*, at_a_time: int = 200) -> int:
    """Tell the owners of saved searches what is new since they were told. Returns how many were told.

    Each search is looked through and noted by itself: a run that breaks off, or two at once, tell nobody twice (the
    notification's key names what is new).
    """
    told, last = 0, 0
    while True:
        rows = list(
            SavedSearch.objects.filter(pk__gt=last, owner__is_active=True)
            .select_related("owner")
            .order_by("pk")[:at_a_time]
        )
        if not rows:
            return told
        for saved in rows:
            last = saved.pk
            try:
                told += _look_through(saved)
            except Exception:
                logger.exception("a saved search could not be looked through")


def _look_through(saved: SavedSearch) -> bool:
    found = _found(saved)
    known = set(saved.known)
    new = [(name, title) for name, title in found if name not in known]
    with transaction.atomic():
        row = SavedSearch.objects.select_for_update().filter(pk=saved.pk).first()
        if row is None:
            return False
        row.known = [*row.known, *(name for name, _title in new)][-KNOWN:]
        row.checked_at = timezone.now()
        row.save(update_fields=["known", "checked_at"])
        if new:
            notify(
                user=saved.owner,
                kind=KIND,
                key=f"saved-search:{saved.uuid}:{new[0][0]}:{len(row.known)}"[:180],
                context={
                    "query": saved.query,
                    "count": len(new),
                    "titles": [title for _name, title in new[:TITLES_TOLD]],
                    "address": address_of(saved),
                },
            )
    return bool(new)


def _found(saved: SavedSearch) -> list[tuple[str, str]]:
    """(name, title) of what she would find now. A file counts once, an edition's lesson as the lesson that it is."""
    circles = circles_of(saved.owner)
    query = Query(
        saved.query, saved.language, saved.chosen, page_size=LOOKED_AT, sort="newest", circles=circles
    )
    found = engine().search(query)
    if found.is_partial:
        return []
    names: dict[str, str] = {}
    for hit in still_open(found.hits, circles):
        names.setdefault(f"file:{hit.file_id}" if hit.file_id else str(hit.translation_key), hit.title)
    return list(names.items())
