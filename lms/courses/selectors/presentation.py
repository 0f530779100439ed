"""What a course's public page shows besides its own words."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Value

from core.languages import active_language, in_language
from core.public_data import cached_public
from core.related import RelatedLink, related_to
from lms.courses.models import CoursePage, Edition, source_locale_id, source_of
from lms.courses.registry import UpcomingGroup, upcoming_groups
from lms.courses.rules.reading import CourseOutline
from lms.courses.selectors.reading import outline_for


@dataclass(frozen=True)
class Presentation:
    """outline: None while the course is only announced or was never published to trainees; then `planned` tells what
    is planned, in the page's language."""

    source: CoursePage
    edition: Edition | None
    outline: CourseOutline | None
    planned: list[str]
    skills: list[str]
    audiences: list[str]
    groups: list[UpcomingGroup]
    related: list[RelatedLink]

    @property
    def can_be_taken(self) -> bool:
        """Whether there is anything to enrol in."""
        return self.edition is not None and not self.source.is_announced


def present_course(page: CoursePage, *, is_preview: bool = False) -> Presentation:
    """What the public page shows, the same for everybody; read once until something is published or a group changes.

    A draft that its editor previews is never kept.
    """
    if is_preview:
        return _read_presentation(page)
    name = f"courses.presentation:{page.pk}:{active_language()}"
    return cached_public(name, lambda: _read_presentation(page))


def _read_presentation(page: CoursePage) -> Presentation:
    source, edition = _source_with_edition(page)
    terms = _terms(source)
    groups = upcoming_groups.get("programmes")
    planned = page.planned_modules or source.planned_modules
    return Presentation(
        source=source,
        edition=edition,
        outline=outline_for(edition, active_language()) if edition else None,
        planned=[in_language(one) if isinstance(one, dict) else str(one) for one in planned],
        skills=terms["skill"],
        audiences=terms["audience"],
        groups=list(groups(source)) if groups else [],
        related=related_to(source),
    )


def _source_with_edition(page: CoursePage) -> tuple[CoursePage, Edition | None]:
    """The Turkish page and what trainees get now, in one query (two for a translation of a course without an edition)."""
    if page.locale_id == source_locale_id():
        edition = Edition.objects.of_course(page.translation_key).defer("outline").first()
        return page, None if page.is_announced else edition
    edition = (
        Edition.objects.of_course(page.translation_key).select_related("course").defer("outline").first()
    )
    source = edition.course if edition else source_of(page)
    return source, None if source.is_announced else edition


def _terms(course: CoursePage) -> dict[str, list[str]]:
    """Skills and audiences in one query."""
    found: dict[str, list[Any]] = {"skill": [], "audience": []}
    columns = ("sort_order", "name_tr", "name_en", "name_ar")
    skills = CoursePage.skills.field.related_model.objects.filter(courses=course)
    audiences = CoursePage.audiences.field.related_model.objects.filter(courses=course)
    rows = (
        skills.order_by()
        .annotate(facet=Value("skill", CharField()))
        .values_list("facet", *columns)
        .union(
            audiences.order_by().annotate(facet=Value("audience", CharField())).values_list("facet", *columns)
        )
    )
    for facet, _order, tr, en, ar in sorted(rows):
        found[facet].append(in_language({"tr": tr, "en": en, "ar": ar}))
    return found
