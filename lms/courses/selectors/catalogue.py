"""The public catalogue: courses with filters, in the reader's language as far as they are translated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.languages import active_language, in_language
from core.public_data import cached_public
from lms.courses.models import SOURCE_LANGUAGE, CourseIndexPage, CoursePage, Edition, Mode, source_locale_id

PER_PAGE = 24
STATES = {"open": _("Can be taken now"), "announced": _("Announced")}


@dataclass(frozen=True)
class Choice:
    """One value of a filter."""

    code: str
    label: str | Promise
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter: its name in the address and its values that lead to something."""

    name: str
    label: str | Promise
    choices: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        """The value that is set."""
        return next((choice for choice in self.choices if choice.is_chosen), None)


@dataclass(frozen=True)
class CatalogueEntry:
    """A course in the list. language: of its title and page when that is not the reader's.

    is_announced: nobody can take it yet, because it says so or because it was never published to trainees.
    """

    title: str
    summary: str
    url: str
    mode: str
    hours: Any
    is_announced: bool
    language: str = ""
    audiences: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Catalogue:
    entries: list[CatalogueEntry]
    facets: list[Facet]
    page: PageOfList[Any]

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is set."""
        return any(facet.chosen for facet in self.facets)


def catalogue(*, filters: Mapping[str, str], page_number: str | int) -> Catalogue:
    """One page of the catalogue. Unknown filter values find nothing rather than fail. Three queries, four in
    another language than Turkish, and one more the first time."""
    courses = _filtered(filters)
    page = Paginator(courses, PER_PAGE).get_page(page_number)
    found = list(page.object_list)
    return Catalogue(_entries(found), _facets(filters), page)


def catalogue_link() -> tuple[str, str]:
    """Title and address of the catalogue in the reader's language, else in Turkish; ("", "") while there is none."""
    language = active_language()
    return cached_public(f"courses.catalogue-link:{language}", lambda: _find_catalogue(language))


def _find_catalogue(language: str) -> tuple[str, str]:
    pages = CourseIndexPage.objects.live().select_related("locale")
    page = (
        pages.filter(locale__language_code=language).first()
        or pages.filter(locale_id=source_locale_id()).first()
    )
    return (page.title, page.get_url() or "") if page else ("", "")


def _filtered(filters: Mapping[str, str]) -> QuerySet[CoursePage]:
    courses = (
        CoursePage.objects.live()
        .filter(archived_at=None, locale__language_code=SOURCE_LANGUAGE)
        .select_related("locale")
        .annotate(is_coming=Q(is_announced=True) | ~Exists(Edition.objects.filter(course=OuterRef("pk"))))
        .defer("purpose", "planned_modules", "outcomes", "prerequisites_note")
    )
    for name, relation in (("audience", "audiences"), ("topic", "topics"), ("sector", "sectors")):
        if filters.get(name):
            courses = courses.filter(**{f"{relation}__code": filters[name]})
    if filters.get("mode"):
        courses = courses.filter(mode=filters["mode"])
    if filters.get("state"):
        courses = courses.filter(is_coming=filters["state"] == "announced")
    return courses.order_by("is_coming", "path").distinct()


def _entries(courses: list[CoursePage]) -> list[CatalogueEntry]:
    language = active_language()
    twins = _twins(courses, language)
    audiences = _audiences(courses)
    entries = []
    for course in courses:
        page = twins.get(course.translation_key, course)
        entries.append(
            CatalogueEntry(
                title=page.title,
                summary=page.summary,
                url=page.get_url() or "",
                mode=str(Mode(course.mode).label),
                hours=course.hours,
                is_announced=course.is_coming,
                language="" if page is not course or language == SOURCE_LANGUAGE else SOURCE_LANGUAGE,
                audiences=audiences.get(course.pk, []),
            )
        )
    return entries


def _twins(courses: list[CoursePage], language: str) -> dict[Any, CoursePage]:
    if language == SOURCE_LANGUAGE or not courses:
        return {}
    twins = CoursePage.objects.live().filter(
        translation_key__in=[course.translation_key for course in courses],
        locale__language_code=language,
        alias_of=None,
    )
    return {
        twin.translation_key: twin
        for twin in twins.select_related("locale").defer(
            "purpose", "planned_modules", "outcomes", "prerequisites_note"
        )
    }


def _audiences(courses: list[CoursePage]) -> dict[int, list[str]]:
    rows = CoursePage.audiences.through.objects.filter(coursepage_id__in=[course.pk for course in courses])
    found: dict[int, list[str]] = {}
    names = ("coursepage_id", "audience__name_tr", "audience__name_en", "audience__name_ar")
    for pk, tr, en, ar in rows.order_by("audience__sort_order").values_list(*names):
        found.setdefault(pk, []).append(in_language({"tr": tr, "en": en, "ar": ar}))
    return found


_TERMS = (
    ("audience", _("For whom"), CoursePage.audiences),
    ("topic", _("Topic"), CoursePage.topics),
    ("sector", _("Sector"), CoursePage.sectors),
)


def _facets(filters: Mapping[str, str]) -> list[Facet]:
    """Filters with the values that live courses have; the three vocabularies in one query."""
    terms: dict[str, list[Choice]] = {}
    for name, code, names in cached_public("courses.facets", _used_terms):
        terms.setdefault(name, []).append(Choice(code, in_language(names), filters.get(name) == code))
    facets = [
        Facet(name, label, terms[name]) for name, label, _relation in _TERMS if len(terms.get(name, [])) > 1
    ]
    modes = [Choice(value, label, filters.get("mode") == value) for value, label in Mode.choices]
    states = [Choice(value, label, filters.get("state") == value) for value, label in STATES.items()]
    return [*facets, Facet("mode", _("How"), modes), Facet("state", _("State"), states)]


def _used_terms() -> list[tuple[str, str, dict[str, str]]]:
    """(facet, code, names) of every audience, topic and sector that a live course has, in Turkish order. One query."""
    parts = []
    for name, _label, relation in _TERMS:
        model = relation.field.related_model
        parts.append(
            model.objects.filter(courses__live=True, courses__archived_at=None)
            .order_by()
            .annotate(facet=Value(name, CharField()))
            .values_list("facet", "sort_order", "code", "name_tr", "name_en", "name_ar")
            .distinct()
        )
    rows = sorted(parts[0].union(*parts[1:]))
    return [(name, code, {"tr": tr, "en": en, "ar": ar}) for name, _order, code, tr, en, ar in rows]
