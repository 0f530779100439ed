"""The toolkit library: what is in it, and the facets with their counts."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.languages import active_language
from core.page_privacy import without_private
from core.public_data import cached_public
from toolkits.library.models import Effort, ToolkitFile, ToolkitPage, Transformation
from toolkits.library.rules.facets import Record, facet_counts, known_values, matching
from toolkits.library.selectors.languages import readable_in
from toolkits.library.selectors.terms import Term, toolkit_terms

FACETS: dict[str, str | Promise] = {
    "transformation": _("Transformation"),
    "topic": _("Topic"),
    "sector": _("Sector"),
    "audience": _("For whom"),
    "effort": _("Effort"),
    "dimension": _("Maturity dimension"),
}
PER_PAGE = 24
CHOICES: dict[str, Any] = {"transformation": Transformation, "effort": Effort}


@dataclass(frozen=True)
class Entry:
    """A toolkit as the library shows it. `language`: of its words, when that is not the reader's."""

    id: int
    key: str
    title: str
    summary: str
    url: str
    transformation: str
    effort: str
    is_announced: bool
    language: str
    files: int

    @property
    def transformation_label(self) -> str:
        """ "Digital", "Green" …"""
        return str(Transformation(self.transformation).label)

    @property
    def effort_label(self) -> str:
        """ "A few days" …"""
        return str(Effort(self.effort).label)


@dataclass(frozen=True)
class Index:
    """Everything in the library of one language, ready to be narrowed."""

    entries: dict[int, Entry]
    records: list[Record]
    names: dict[str, dict[str, Term]]


@dataclass(frozen=True)
class Choice:
    """A value of a facet. `url`: the library with it chosen, or, when it is chosen, without it."""

    value: str
    label: str
    count: int
    is_chosen: bool
    url: str


@dataclass(frozen=True)
class Facet:
    """A facet with the values that lead somewhere. `all_count`, `all_url`: without this facet."""

    name: str
    label: str | Promise
    choices: list[Choice]
    all_count: int
    all_url: str

    @property
    def chosen(self) -> Choice | None:
        """The value that is set."""
        return next((choice for choice in self.choices if choice.is_chosen), None)


@dataclass(frozen=True)
class Library:
    """A page of results with everything beside it."""

    entries: list[Entry]
    facets: list[Facet]
    page: PageOfList[Any]

    @property
    def is_filtered(self) -> bool:
        """Whether any facet is set."""
        return self.chosen_count > 0

    @property
    def chosen_count(self) -> int:
        """How many facets are set."""
        return sum(facet.chosen is not None for facet in self.facets)


def library_index() -> Index:
    """The index in the reader's language: two queries, then kept until something is published."""
    language = active_language()
    return cached_public(f"toolkits:{language}", lambda: _read_index(language))


def _read_index(language: str) -> Index:
    files = (
        ToolkitFile.objects.filter(page=OuterRef("pk"))
        .order_by()
        .values("page")
        .annotate(number=Count("pk"))
        .values("number")
    )
    toolkits = without_private(readable_in(ToolkitPage.objects, language))
    rows = (
        toolkits.annotate(file_count=Coalesce(Subquery(files, output_field=IntegerField()), 0))
        .values_list(
            "pk",
            "translation_key",
            "title",
            "summary",
            "url_path",
            "transformation",
            "effort",
            "is_announced",
            "locale__language_code",
            "file_count",
        )
        .order_by("is_announced", "path")
    )
    entries = {}
    values: dict[int, dict[str, set[str]]] = {}
    for pk, key, title, summary, url_path, transformation, effort, is_announced, own, number in rows:
        url = Page(url_path=url_path).get_url() or ""
        entries[pk] = Entry(
            pk,
            str(key),
            title,
            summary,
            url,
            transformation,
            effort,
            is_announced,
            "" if own == language else own,
            number,
        )
        values[pk] = defaultdict(set, transformation={transformation}, effort={effort})
    names: dict[str, dict[str, Term]] = {facet: {} for facet in FACETS}
    for facet, choices in CHOICES.items():
        names[facet] = {value: Term(value, "", f"{order}") for order, value in enumerate(choices.values)}
    for facet, owner, term in toolkit_terms(toolkits.values("pk")):
        values[owner][facet].add(term.code)
        names[facet][term.code] = term
    records = [
        Record(
            pk,
            {facet: frozenset(found) for facet, found in values[pk].items()},
            frozenset() if values[pk].get("sector") else frozenset({"sector"}),
        )
        for pk in entries
    ]
    return Index(entries, records, names)


def browse(chosen: Mapping[str, str], page_number: str = "1", address: str = "") -> Library:
    """A page of the library narrowed by `chosen` (facet -> value; unknown values find nothing)."""
    index = library_index()
    chosen = {facet: value for facet, value in chosen.items() if facet in FACETS and value}
    known = known_values(index.records, FACETS)
    page = Paginator(matching(index.records, chosen, known), PER_PAGE).get_page(page_number)
    counts = facet_counts(index.records, chosen, known)
    facets = []
    for name, label in FACETS.items():
        others = {facet: value for facet, value in chosen.items() if facet != name}
        values = {value: number for value, number in counts[name].items() if number}
        if name in chosen:
            values.setdefault(chosen[name], 0)
        if not values:
            continue
        choices = [
            Choice(
                value,
                _label(index, name, value),
                number,
                chosen.get(name) == value,
                _address(address, others if chosen.get(name) == value else {**others, name: value}),
            )
            for value, number in sorted(values.items(), key=lambda one: _order(index, name, one[0]))
        ]
        facets.append(
            Facet(
                name, label, choices, len(matching(index.records, others, known)), _address(address, others)
            )
        )
    return Library([index.entries[pk] for pk in page.object_list], facets, page)


def _label(index: Index, facet: str, value: str) -> str:
    if facet in CHOICES:
        return str(dict(CHOICES[facet].choices).get(value, value))
    term = index.names[facet].get(value)
    if term is None:
        return value
    # SIRI and COSIRI share names such as "Strategy"; the order begins with the framework.
    return f"{term.order.split(' ')[0]}: {term.name}" if facet == "dimension" else term.name


def _order(index: Index, facet: str, value: str) -> str:
    term = index.names[facet].get(value)
    return term.order if term else value


def _address(path: str, chosen: Mapping[str, str]) -> str:
    query = urlencode([(facet, chosen[facet]) for facet in FACETS if chosen.get(facet)])
    return f"{path}?{query}" if query else path or "?"
