"""What a process keeps of the entries in memory to count and to sort: sets of entries as bits, titles, dates.

Read once, then kept up with SearchChange: a search asks for the number of the last change (one query) and reads only
entries that changed since. Texts and tokens stay in the database. 100,000 entries take some seconds and 100 MB.
"""

import threading
import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from core.turkish import sort_key
from search.analysis import Term
from search.engines.bits import bits_of
from search.engines.title_words import TitleWords
from search.models import SearchChange, SearchEntry, SearchFacet, SearchState

_FIELDS = (
    "pk",
    "page_id",
    "file_id",
    "circle",
    "translation_key",
    "language",
    "title",
    "published_at",
    "url",
    "kind",
    "is_continued",
)
_MOST_KEPT = 400
_NONE: frozenset[int] = frozenset()


class Snapshot:
    """The entries of one generation at one change. Places are numbers from 0; one that is gone stays empty."""

    def __init__(self, state: SearchState | None) -> None:
        self.generation = state.generation if state else 0
        self.number = state.number if state else -1
        self.stamp = state.stamp if state else uuid.UUID(int=0)
        self.place: dict[int, int] = {}
        self.rows: list[dict[str, Any]] = []
        self.titles: list[str] = []
        self.dates: list[float] = []
        self.everyone = 0
        self.circles: dict[str, int] = {}
        self.facets: dict[str, dict[str, int]] = {}
        self.by_page: dict[int, frozenset[int]] = {}
        self.by_file: dict[int, frozenset[int]] = {}
        self.shown = {code: 0 for code, _name in settings.LANGUAGES}
        self._twins: dict[uuid.UUID, dict[str, frozenset[int]]] = {}
        self.hits: dict[Term, int] = {}
        self.scores: dict[Term, dict[int, float]] = {}
        self._orders: dict[str, list[int]] = {}
        self._ranks: dict[str, list[int]] = {}
        self._words: TitleWords | None = None
        if state:
            self._load()

    @property
    def size(self) -> int:
        """How many places there are."""
        return len(self.rows)

    def order(self, sort: str) -> list[int]:
        """All places, "newest" or by "title"."""
        if sort not in self._orders:
            titles, dates = self.titles, self.dates
            if sort == "newest":
                self._orders[sort] = sorted(
                    self.place.values(), key=lambda place: (-dates[place], titles[place])
                )
            else:
                self._orders[sort] = sorted(self.place.values(), key=titles.__getitem__)
        return self._orders[sort]

    def ranks(self, sort: str) -> list[int]:
        """The turn of each place in that order; of a place that is gone it says nothing."""
        if sort not in self._ranks:
            turns = [0] * self.size
            for turn, place in enumerate(self.order(sort)):
                turns[place] = turn
            self._ranks[sort] = turns
        return self._ranks[sort]

    def words(self) -> TitleWords:
        """The words of all titles, made at the first suggestion."""
        if self._words is None:
            self._words = TitleWords()
            for place in self.place.values():
                self._words.add(place, _title_to_find(self.rows[place]))
        return self._words

    def keep(self, kept: dict[Term, Any], term: Term, value: Any) -> Any:
        """Remember what a term hits, until something changes."""
        if len(kept) >= _MOST_KEPT:
            kept.pop(next(iter(kept)))
        kept[term] = value
        return value

    def changed(self, state: SearchState, keys: Iterable[int]) -> "Snapshot":
        """One in which these entries were read again. Searches of other threads go on with this one, so it stays as it is."""
        new = Snapshot(None)
        for name, value in vars(self).items():
            setattr(new, name, value.copy() if isinstance(value, dict | list) else value)
        new.facets = {name: values.copy() for name, values in self.facets.items()}
        new.hits, new.scores, new._orders, new._ranks = {}, {}, {}, {}
        new.number, new.stamp = state.number, state.stamp
        new._read_again(list(keys))
        return new

    def _read_again(self, keys: list[int]) -> None:
        rows = {row["pk"]: row for row in _entries(self.generation).filter(pk__in=keys).values(*_FIELDS)}
        facets: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for key, name, value in SearchFacet.objects.filter(entry__in=list(rows)).values_list(
            "entry", "name", "value"
        ):
            facets[key].append((name, value))
        for key in keys:
            if key in self.place:
                self._take_out(self.place.pop(key))
        touched = set()
        for key, row in rows.items():
            place = self._seat(row)
            bit = 1 << place
            self._admit(row, bit)
            for name, value in facets[key]:
                values = self.facets.setdefault(name, {})
                values[value] = values.get(value, 0) | bit
            touched.add(row["translation_key"])
        for translation in touched:
            self._show(translation)

    def _load(self) -> None:
        seats: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for row in _entries(self.generation).order_by("pk").values(*_FIELDS).iterator(chunk_size=5000):
            place = self._seat(row)
            if row["circle"]:
                seats["circle", row["circle"]].append(place)
            elif row["page_id"] is not None:
                seats["everyone",].append(place)
        facets = SearchFacet.objects.filter(entry__generation=self.generation)
        for key, name, value in facets.values_list("entry_id", "name", "value").iterator(chunk_size=10_000):
            if key in self.place:
                seats["facet", name, value].append(self.place[key])
        for places in self._twins.values():
            for language in self.shown:
                shown = places.get(language) or places.get("tr") or ()
                seats["shown", language].extend(shown)
        for seat, places_of in seats.items():
            bits = bits_of(places_of, self.size)
            match seat:
                case ("everyone",):
                    self.everyone = bits
                case ("circle", circle):
                    self.circles[circle] = bits
                case ("facet", facet, value):
                    self.facets.setdefault(facet, {})[value] = bits
                case ("shown", language):
                    self.shown[language] = bits

    def _seat(self, row: dict[str, Any]) -> int:
        place = len(self.rows)
        self.rows.append(row)
        self.place[row["pk"]] = place
        self.titles.append(sort_key(row["title"]))
        self.dates.append(row["published_at"].timestamp() if row["published_at"] else 0.0)
        if row["page_id"] is not None:
            self.by_page[row["page_id"]] = self.by_page.get(row["page_id"], _NONE) | {place}
        if row["file_id"] is not None:
            self.by_file[row["file_id"]] = self.by_file.get(row["file_id"], _NONE) | {place}
        twins = self._twins.get(row["translation_key"], {})
        mine = twins.get(row["language"], _NONE) | {place}
        self._twins[row["translation_key"]] = {**twins, row["language"]: mine}
        if self._words is not None:
            self._words.add(place, _title_to_find(row))
        return place

    def _admit(self, row: dict[str, Any], bit: int) -> None:
        if row["circle"]:
            self.circles[row["circle"]] = self.circles.get(row["circle"], 0) | bit
        elif row["page_id"] is not None:
            self.everyone |= bit

    def _take_out(self, place: int) -> None:
        row, others = self.rows[place], ~(1 << place)
        for places, name in ((self.by_page, row["page_id"]), (self.by_file, row["file_id"])):
            if name is not None:
                places[name] = places[name] - {place}
        twins = self._twins[row["translation_key"]]
        self._twins[row["translation_key"]] = {**twins, row["language"]: twins[row["language"]] - {place}}
        self.everyone &= others
        for sets in (self.circles, self.shown, *self.facets.values()):
            for name, bits in sets.items():
                sets[name] = bits & others
        if self._words is not None:
            self._words.discard(place, _title_to_find(row))
        self._show(row["translation_key"])

    def _show(self, translation: uuid.UUID) -> None:
        """Entries in a reader's language; Turkish ones where there is no twin in hers."""
        places = self._twins[translation]
        everywhere = bits_of((place for some in places.values() for place in some), self.size)
        for language, bits in self.shown.items():
            shown = bits_of(places.get(language) or places.get("tr") or (), self.size)
            self.shown[language] = bits & ~everywhere | shown


_lock = threading.RLock()
_current = Snapshot(None)


def current() -> Snapshot:
    """The entries as this connection sees them. One query when nothing changed, another for what did."""
    global _current
    state = SearchState.objects.filter(pk=1).first()
    with _lock:
        if state is None:
            _current = Snapshot(None)
        else:
            _current = _brought_up(_current, state) or Snapshot(state)
        return _current


def _brought_up(known: Snapshot, state: SearchState) -> Snapshot | None:
    """What is known, brought up to `state`; None when it must be read anew."""
    if (known.generation, known.number, known.stamp) == (state.generation, state.number, state.stamp):
        return known
    if known.generation != state.generation or not 0 < state.number - known.number < SearchChange.MOST:
        return None
    changes = list(
        SearchChange.objects.filter(number__gte=known.number, number__lte=state.number).order_by("number")
    )
    if known.number and (not changes or (changes[0].number, changes[0].stamp) != (known.number, known.stamp)):
        return None
    later = [change for change in changes if change.number > known.number]
    if len(later) != state.number - known.number:
        return None
    return known.changed(state, {key for change in later for key in change.entries})


def _title_to_find(row: dict[str, Any]) -> str:
    return "" if row["is_continued"] else str(row["title"])


def _entries(generation: int) -> Any:
    return SearchEntry.objects.filter(generation=generation)
