""" "Did you mean": the same for every engine, from the words that the index has seen."""

from typing import Protocol

from search.models import SearchWord
from search.queries import Query, Results
from search.spelling import closest, replace_word, spellings

MOST_WORDS_COMPARED = 5_000


class Searches(Protocol):
    """Whoever answers a query."""

    def search(self, query: Query) -> Results:
        """Answer it."""


def correct(engine: Searches, text: str, language: str) -> str:
    """The query with unknown words put right; "" when there is nothing better.

    Words of a page that closed a moment ago may still be known, so a correction must find something for this
    reader, by all its words, before she sees it.
    """
    typed = spellings(text)
    known = set(SearchWord.objects.filter(pk__in=typed).values_list("pk", flat=True))
    corrected = text
    for folded, word in typed.items():
        if folded not in known:
            near = SearchWord.objects.filter(pk__gte=folded[0], pk__lt=chr(ord(folded[0]) + 1))
            best = closest(folded, near.values_list("folded", "written")[:MOST_WORDS_COMPARED])
            if best is None:
                return ""
            corrected = replace_word(corrected, word, best)
    if corrected == text:
        return ""
    found = engine.search(Query(corrected, language, page_size=1))
    return corrected if found.total and not found.is_partial else ""
