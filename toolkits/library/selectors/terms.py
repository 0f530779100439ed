"""Terms of toolkits and guides, all vocabularies in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Value

from core.languages import in_language
from toolkits.library.models import GuidePage, ToolkitDimension, ToolkitPage

COLUMNS = ("facet", "owner", "term_code", "tr", "en", "ar", "order")


@dataclass(frozen=True)
class Term:
    """A facet's value in the reader's language. `order`: how it sorts (Turkish alphabet, number of a sector)."""

    code: str
    name: str
    order: str


def _rows(links: Any, facet: str, owner: str, term: str, owners: Any) -> Any:
    """Rows of a table that ties `owner`s to `term`s."""
    return (
        links.order_by()
        .filter(**{f"{owner}__in": owners})
        .annotate(
            facet=Value(facet, CharField()),
            owner=F(f"{owner}_id"),
            term_code=F(f"{term}__code"),
            tr=F(f"{term}__name_tr"),
            en=F(f"{term}__name_en"),
            ar=F(f"{term}__name_ar"),
            order=F(f"{term}__sort_order"),
        )
        .values_list(*COLUMNS)
    )


def toolkit_terms(toolkits: Any) -> Iterable[tuple[str, int, Term]]:
    """(facet, toolkit id, term) for topics, audiences, sectors and dimensions of `toolkits`. One query."""
    topics, audiences, sectors = (
        getattr(ToolkitPage, name).through.objects.all() for name in ("topics", "audiences", "sectors")
    )
    return _terms(
        _rows(topics, "topic", "toolkitpage", "topic", toolkits),
        _rows(audiences, "audience", "toolkitpage", "audience", toolkits),
        _rows(sectors, "sector", "toolkitpage", "sector", toolkits),
        _rows(ToolkitDimension.objects.all(), "dimension", "page", "dimension", toolkits),
    )


def guide_terms(guides: Any) -> Iterable[tuple[str, int, Term]]:
    """(facet, guide id, term) for topics and audiences of `guides`. One query."""
    topics, audiences = (getattr(GuidePage, name).through.objects.all() for name in ("topics", "audiences"))
    return _terms(
        _rows(topics, "topic", "guidepage", "topic", guides),
        _rows(audiences, "audience", "guidepage", "audience", guides),
    )


def _terms(first: Any, *others: Any) -> Iterable[tuple[str, int, Term]]:
    for facet, owner, code, tr, en, ar, order in first.union(*others, all=True):
        yield facet, owner, Term(code, in_language({"tr": tr, "en": en, "ar": ar}), order)
