"""Why a result stands where it does: for editors."""

from dataclasses import dataclass

from search.analysis import Part, exact, forms, words
from search.engines.base import FIELDS
from search.engines.selection import engine
from search.pins import pinned_pages
from search.presenting import Result, present
from search.queries import Query
from search.recommending import recommended
from search.synonyms import query_parts

SHOWN = 20


@dataclass(frozen=True)
class PartRow:
    """A piece of the query: as it was typed, and what was looked for in its place."""

    typed: str
    same: list[str]


@dataclass(frozen=True)
class WordRow:
    """A word of a result that hits. how: "x" as itself, "s" by its stem, "p" by its first five letters. through: the
    synonym by which it hits; "" for the query's own word."""

    field: str
    word: str
    how: str
    through: str
    times: int


@dataclass(frozen=True)
class Explanation:
    """A result with its score, what each field adds to it, and the words that hit."""

    result: Result
    score: float
    fields: list[tuple[str, float]]
    words: list[WordRow]


@dataclass(frozen=True)
class Why:
    """All of it for one query."""

    parts: list[PartRow]
    pinned: list[Result]
    rows: list[Explanation]
    total: int
    is_partial: bool
    engine: str


def explain(text: str, language: str) -> Why:
    """What a visitor finds by a query in a language, and why in this order."""
    query = Query(text, language, page_size=SHOWN)
    found = engine().search(query)
    parts = query_parts(text)
    by_field = engine().explain(query, [hit.key for hit in found.hits])
    rows = []
    for place, hit in enumerate(found.hits, start=1):
        result = present([hit], found.terms, place)[0]
        scores = by_field.get(hit.key, {})
        rows.append(
            Explanation(
                result=result,
                score=round(hit.score, 3),
                fields=[(field, round(scores[field], 3)) for field in FIELDS if field in scores],
                words=_words({"title": hit.title, "summary": hit.summary, "text": hit.text}, parts),
            )
        )
    return Why(
        parts=[_part(part) for part in parts],
        pinned=recommended(pinned_pages(text, language), found.terms),
        rows=rows,
        total=found.total,
        is_partial=found.is_partial,
        engine=engine().name,
    )


def _part(part: Part) -> PartRow:
    named = [" ".join(exact(term)[1:] for term in phrase) for phrase in part]
    return PartRow(named[0], list(dict.fromkeys(named[1:])))


def _words(texts: dict[str, str], parts: list[Part]) -> list[WordRow]:
    """Hits by field and word, the strongest way first."""
    wanted: dict[str, str] = {}
    for part in parts:
        for place, phrase in enumerate(part):
            for term in phrase:
                for token in term:
                    wanted.setdefault(token, exact(term)[1:] if place else "")
    counts: dict[tuple[str, str, str, str], int] = {}
    for field, text in texts.items():
        for _start, _end, word in words(text):
            hits = [token for token in forms(word) if token in wanted]
            if hits:
                best = min(hits, key=lambda token: "xsp".index(token[0]))
                name = (field, word.lower(), best[0], wanted[best])
                counts[name] = counts.get(name, 0) + 1
    rows = [WordRow(*name, times) for name, times in counts.items()]
    rows.sort(key=lambda row: (FIELDS.index(row.field), "xsp".index(row.how), -row.times))
    return rows[:12]
