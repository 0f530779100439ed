"""What a course's public page shows besides its own words."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import CharField, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import turkish
from core.languages import active_language, in_language
from core.public_data import cached_public
from core.related import RelatedLink, related_to
from lms.courses.models import SOURCE_LANGUAGE, CoursePage, Edition, ModulePage, source_locale_id, source_of
from lms.courses.registry import UpcomingGroup, upcoming_groups
from lms.courses.rules.planned import PlannedModule, planned_module
from lms.courses.rules.reading import CourseOutline, ModuleOutline
from lms.courses.selectors.reading import outline_for

_LANGUAGES = {"tr": _("Turkish"), "en": _("English"), "ar": _("Arabic")}
_PARTS = {
    "hours_self_paced": _("online, at your own pace"),
    "hours_live_online": _("live online"),
    "hours_face_to_face": _("face to face"),
    "hours_workplace": _("at the workplace"),
}


@dataclass(frozen=True)
class Words:
    """A text of the page; `language` where it is not the page's own, but the source's."""

    text: str
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def lines(self) -> list[str]:
        """Its lines without empty ones."""
        return [line.strip() for line in self.text.splitlines() if line.strip()]


@dataclass(frozen=True)
class CourseBefore:
    """A course to finish first. language: of its title and page when that is not the reader's; url: "" when its page is
    not shown."""

    key: UUID
    title: str
    url: str
    language: str = ""


@dataclass(frozen=True)
class ModuleShown:
    """A module that trainees get, and its learning time in all where the course says it."""

    outline: ModuleOutline
    hours: Decimal | None


@dataclass(frozen=True)
class Presentation:
    """outline: None while the course is only announced or was never published to trainees; then `planned` tells what
    is planned, in the page's language."""

    source: CoursePage
    edition: Edition | None
    outline: CourseOutline | None
    modules: list[ModuleShown]
    planned: list[PlannedModule]
    before: list[CourseBefore]
    words: dict[str, Words]
    skills: list[str]
    audiences: list[str]
    groups: list[UpcomingGroup]
    related: list[RelatedLink]

    @property
    def hour_parts(self) -> list[tuple[Decimal, str | Promise]]:
        """The hours by way of learning; empty when they are not split, or all are one way."""
        said: list[tuple[Decimal, str | Promise]] = [
            (hours, label) for name, label in _PARTS.items() if (hours := getattr(self.source, name))
        ]
        return said if len(said) > 1 else []

    @property
    def taught_in(self) -> list[str | Promise]:
        """Names of the languages."""
        return [_LANGUAGES[code] for code in self.source.taught_in if code in _LANGUAGES]

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
    outline = outline_for(edition, active_language()) if edition else None
    return Presentation(
        source=source,
        edition=edition,
        outline=outline,
        modules=_with_hours(source, outline) if outline else [],
        planned=[planned_module(one, lambda texts: in_language(dict(texts))) for one in planned],
        before=_before(source),
        words={
            name: _words(page, source, name) for name in ("outcomes", "starts", "dates", "prerequisites_note")
        },
        skills=terms["skill"],
        audiences=terms["audience"],
        groups=list(groups(source)) if groups else [],
        related=related_to(source),
    )


def _words(page: CoursePage, source: CoursePage, name: str) -> Words:
    own = getattr(page, name)
    if own or page.pk == source.pk:
        return Words(own)
    return Words(getattr(source, name), source.locale.language_code[:2])


def _with_hours(source: CoursePage, outline: CourseOutline) -> list[ModuleShown]:
    """One query."""
    rows = ModulePage.objects.child_of(source).values_list("translation_key", "hours")
    hours = {str(key): value for key, value in rows}
    return [ModuleShown(module, hours.get(module.key)) for module in outline.modules]


def _before(source: CoursePage) -> list[CourseBefore]:
    """Courses to finish first, in the reader's language as far as they are translated. One query, two where there are some."""
    wanted = list(source.prerequisite_courses.all())
    if not wanted:
        return []
    language = active_language()
    shown: dict[UUID, CoursePage] = {}
    twins = CoursePage.objects.live().filter(
        translation_key__in=[one.translation_key for one in wanted],
        locale__language_code__in=(SOURCE_LANGUAGE, language),
        archived_at=None,
    )
    for twin in twins.select_related("locale").only("title", "translation_key", "url_path", "locale"):
        if twin.locale.language_code == language or twin.translation_key not in shown:
            shown[twin.translation_key] = twin
    found = []
    for one in wanted:
        twin = shown.get(one.translation_key)
        if twin is not None:
            own = twin.locale.language_code[:2]
            found.append(
                CourseBefore(
                    one.translation_key, twin.title, twin.get_url() or "", "" if own == language else own
                )
            )
    return sorted(found, key=lambda one: turkish.sort_key(one.title))


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
