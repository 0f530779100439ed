"""Which pages editors recommend for a query."""

from functools import lru_cache

from wagtail.models import Page

from search.analysis import Term, query_terms
from search.pin_models import Pin

_Pins = tuple[tuple[str, int], ...]


@lru_cache(maxsize=4)
def _read(pins: _Pins) -> tuple[tuple[tuple[Term, ...], int], ...]:
    return tuple(
        (terms, page_id)
        for queries, page_id in pins
        for query in queries.split(",")
        if (terms := tuple(query_terms(query)))
    )


def pinned_pages(text: str, language: str) -> list[Page]:
    """Open pages that are recommended for this very query, in the reader's language where they have a twin in it.

    A query is the same when each of its words shares a form with the editor's word in the same place ("enerjinin
    tasarrufu" is "enerji tasarrufu"; "enerji" alone is not). One query, three when there is a page.
    """
    typed = tuple(query_terms(text))
    if not typed:
        return []
    pins = tuple(Pin.objects.filter(is_active=True).order_by("pk").values_list("queries", "page_id"))
    ids = [page_id for terms, page_id in _read(pins) if _is_same(terms, typed)]
    if not ids:
        return []
    keys = Page.objects.filter(pk__in=ids).values("translation_key")
    pages = Page.objects.filter(translation_key__in=keys).live().public().select_related("locale").specific()
    by_key: dict[object, dict[str, Page]] = {}
    for page in pages:
        by_key.setdefault(page.translation_key, {})[page.locale.language_code] = page
    chosen = [twins.get(language) or twins.get("tr") for twins in by_key.values()]
    return [page for page in chosen if page is not None][:3]


def _is_same(terms: tuple[Term, ...], typed: tuple[Term, ...]) -> bool:
    return len(terms) == len(typed) and all(
        _whole(one) & _whole(other) for one, other in zip(terms, typed, strict=True)
    )


def _whole(term: Term) -> set[str]:
    """A word's own forms; the first five letters are too little to say that it is the same."""
    return {token for token in term if not token.startswith("p")}
