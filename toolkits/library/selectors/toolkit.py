"""What a toolkit's page shows beside its own words. Three queries."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, Prefetch, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.languages import active_language, in_language
from core.page_privacy import without_private, without_private_files
from core.related import RelatedLink
from files.models import LicensedImage
from toolkits.library.models import ToolkitDimension, ToolkitFile, ToolkitPage
from toolkits.library.selectors.downloads import with_downloads
from toolkits.library.selectors.languages import readable_in

Course: Any = ToolkitPage.related_courses.field.related_model
KIND = _("Toolkit")
NONE = -1
PREVIEW = "width-480|format-webp"
"""The size of a file's picture, as the page's template asks for it."""
COLUMNS = ("part", "code", "tr", "en", "ar", "sorting", "first", "second")


@dataclass(frozen=True)
class MovedDimension:
    """A maturity dimension that the toolkit moves; bands 0 to 5 in our own words, None where nobody said."""

    framework: str
    name: str
    from_band: int | None
    to_band: int | None
    is_verified: bool


@dataclass
class ToolkitFacts:
    """topics, audiences, sectors: names in the reader's language (sectors empty: all). courses: cards."""

    topics: list[str] = field(default_factory=list)
    audiences: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    dimensions: list[MovedDimension] = field(default_factory=list)
    courses: list[RelatedLink] = field(default_factory=list)

    @property
    def has_unverified(self) -> bool:
        """Whether a dimension's wording still waits for its owner."""
        return any(not dimension.is_verified for dimension in self.dimensions)


def toolkit_facts(page: ToolkitPage) -> ToolkitFacts:
    """Terms, dimensions and related courses in one query."""
    facts = ToolkitFacts()
    language = active_language()
    rows = _terms(page, "topic").union(
        _terms(page, "audience"),
        _terms(page, "sector"),
        _dimensions(page),
        _courses(page, language),
        all=True,
    )
    rows = sorted(rows, key=lambda row: row[5])
    for part, code, tr, en, ar, _order, first, second in rows:
        if part == "course":
            facts.courses.append(
                RelatedLink("", tr, Page(url_path=code).get_url() or "", en, "" if ar == language else ar)
            )
            continue
        name = in_language({"tr": tr, "en": en, "ar": ar})
        if part in ("dimension", "unverified"):
            facts.dimensions.append(
                MovedDimension(code, name, _band(first), _band(second), part == "dimension")
            )
        else:
            getattr(facts, part).append(name)
    return facts


def _band(number: int) -> int | None:
    return None if number == NONE else number


def _terms(page: ToolkitPage, term: str) -> Any:
    links = getattr(ToolkitPage, f"{term}s").through.objects.filter(toolkitpage=page).order_by()
    return links.annotate(
        part=Value(f"{term}s", CharField()),
        code=F(f"{term}__code"),
        tr=F(f"{term}__name_tr"),
        en=F(f"{term}__name_en"),
        ar=F(f"{term}__name_ar"),
        sorting=F(f"{term}__sort_order"),
        first=Value(NONE, IntegerField()),
        second=Value(NONE, IntegerField()),
    ).values_list(*COLUMNS)


def _dimensions(page: ToolkitPage) -> Any:
    rows = ToolkitDimension.objects.filter(page=page).order_by()
    return rows.annotate(
        part=Case(
            When(dimension__is_verified=True, then=Value("dimension")),
            default=Value("unverified"),
            output_field=CharField(),
        ),
        code=F("dimension__framework"),
        tr=F("dimension__name_tr"),
        en=F("dimension__name_en"),
        ar=F("dimension__name_ar"),
        sorting=F("dimension__sort_order"),
        first=Coalesce(Cast("from_band", IntegerField()), NONE),
        second=Coalesce(Cast("to_band", IntegerField()), NONE),
    ).values_list(*COLUMNS)


def _courses(page: ToolkitPage, language: str) -> Any:
    keys = ToolkitPage.related_courses.through.objects.filter(toolkitpage=page).values(
        "coursepage__translation_key"
    )
    courses = without_private(readable_in(Course.objects, language)).filter(
        translation_key__in=keys, archived_at=None
    )
    return (
        courses.order_by()
        .annotate(
            part=Value("course", CharField()),
            code=F("url_path"),
            tr=F("title"),
            en=F("summary"),
            ar=F("locale__language_code"),
            sorting=F("path"),
            first=Value(NONE, IntegerField()),
            second=Value(NONE, IntegerField()),
        )
        .values_list(*COLUMNS)
    )


def toolkit_files(page: ToolkitPage) -> list[ToolkitFile]:
    """Files that every visitor may fetch, with `downloads` and their pictures. Three queries at most."""
    rows = without_private_files(ToolkitFile.objects.filter(page=page), "document__collection")
    pictures = LicensedImage.objects.prefetch_renditions(PREVIEW)
    rows = rows.select_related("document").prefetch_related(Prefetch("preview", pictures))
    return list(with_downloads(rows).order_by("sort_order", "pk"))


def toolkits_of_page(page: Any) -> list[RelatedLink]:
    """Toolkits that name a course as related: cards for the course's page. One query; () for other pages."""
    if not isinstance(page, Course):
        return []
    language = active_language()
    rows = (
        without_private(readable_in(ToolkitPage.objects, language))
        .filter(related_courses__translation_key=page.translation_key)
        .order_by("is_announced", "path")
        .values_list("title", "summary", "url_path", "locale__language_code")
        .distinct()[:6]
    )
    return [_card(row, language) for row in rows]


def _card(row: tuple[str, str, str, str], language: str) -> RelatedLink:
    title, summary, url_path, own = row
    return RelatedLink(
        str(KIND), title, Page(url_path=url_path).get_url() or "", summary, "" if own == language else own
    )
