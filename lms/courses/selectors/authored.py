"""What a course's pages say now, drafts included: the state that publishing would show to trainees.

Nine queries at most, whatever the size of the course.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Revision

from lms.courses.models import (
    CoursePage,
    Edition,
    EditionLesson,
    LessonPage,
    ModulePage,
)
from lms.courses.registry import activity_kinds
from lms.courses.rules.outline import (
    AuthoredCourse,
    AuthoredLesson,
    AuthoredModule,
    Compiled,
    CompiledLesson,
    activities_in,
    titles_in,
)
from lms.courses.rules.outline import compile_course as put_together
from lms.courses.rules.texts import LessonText, Merge, Published, is_outdated, merge_twin

AnyPage = CoursePage | ModulePage | LessonPage


@dataclass(frozen=True)
class SourcePage:
    """A page of the course in its source language with its newest content.

    content: field values of the draft, or of the page itself when that is what counts. is_draft: publishing the
    course has to publish the page as well.
    """

    page: Any
    content: Mapping[str, Any]
    is_draft: bool


@dataclass(frozen=True)
class SourcePages:
    """The pages that publishing would show, in order; what is archived, unpublished or scheduled is left out."""

    course: SourcePage
    modules: list[tuple[SourcePage, list[SourcePage]]]

    @property
    def drafts(self) -> list[Any]:
        """Pages whose draft goes live with the course, parents first."""
        every = [self.course]
        for module, lessons in self.modules:
            every += [module, *lessons]
        return [one.page for one in every if one.is_draft]


def source_pages(course: CoursePage) -> SourcePages:
    """Read the pages of a course (its source) with their drafts. Three queries, one more with drafts."""
    modules = list(ModulePage.objects.child_of(course).filter(archived_at=None).order_by("path"))
    lessons = list(LessonPage.objects.descendant_of(course).filter(archived_at=None).order_by("path"))
    contents = draft_contents([course, *modules, *lessons])
    lessons_of: dict[str, list[SourcePage]] = defaultdict(list)
    for lesson in lessons:
        found = _counted(lesson, contents)
        if found is not None:
            lessons_of[lesson.path[: -lesson.steplen]].append(found)
    counted = [(module, _counted(module, contents)) for module in modules]
    return SourcePages(
        course=_counted(course, contents) or SourcePage(course, page_fields(course), False),
        modules=[(found, lessons_of[module.path]) for module, found in counted if found is not None],
    )


def draft_contents(pages: Iterable[AnyPage]) -> dict[int, dict[str, Any]]:
    """Field values of the drafts of pages that have one, by revision id. One query."""
    wanted = [
        page.latest_revision_id for page in pages if page.has_unpublished_changes and page.latest_revision_id
    ]
    return dict(Revision.objects.filter(pk__in=wanted).values_list("pk", "content")) if wanted else {}


def _counted(page: AnyPage, contents: Mapping[int, dict[str, Any]]) -> SourcePage | None:
    """The page as publishing would show it; None when it stays out.

    Its draft counts, unless that is scheduled for later: then what is live counts. A page that was live once and is
    not any more was unpublished on purpose, or has expired.
    """
    draft = contents.get(page.latest_revision_id or 0) if page.has_unpublished_changes else None
    if draft is not None and _is_later(draft.get("go_live_at")):
        draft = None
    if page.live:
        return SourcePage(page, draft or page_fields(page), draft is not None)
    if page.first_published_at is not None or _is_later(page.go_live_at):
        return None
    if draft is None and page.latest_revision_id and page.has_unpublished_changes:
        return None
    return SourcePage(page, draft or page_fields(page), True)


def _is_later(moment: Any) -> bool:
    found = parse_datetime(moment) if isinstance(moment, str) else moment
    return isinstance(found, datetime) and found > timezone.now()


def page_fields(page: AnyPage) -> dict[str, Any]:
    """Field values of a page itself, under the names that its revisions use."""
    names = {
        LessonPage: ("title", "minutes", "objectives", "is_required", "body"),
        CoursePage: ("title", "hours", "min_attendance_percent", "offers_certificate"),
    }.get(type(page), ("title",))
    return {name: getattr(page, name) for name in names}


def lesson_text(content: Mapping[str, Any]) -> LessonText:
    """A lesson's words from the field values of a page or revision."""
    body = content["body"]
    blocks = json.loads(body or "[]") if isinstance(body, str) else [dict(block) for block in body.raw_data]
    objectives = [line.strip() for line in (content.get("objectives") or "").splitlines() if line.strip()]
    return LessonText(content["title"], tuple(objectives), tuple(_plain(block) for block in blocks))


def _plain(block: Mapping[str, Any]) -> dict[str, Any]:
    """Only what matters, JSON all the way down, so that the same text gives the same digest."""
    return {
        "type": block["type"],
        "value": json.loads(json.dumps(block["value"], default=str)),
        "id": block.get("id"),
    }


@dataclass(frozen=True)
class Twins:
    """Live translations by (translation key, language)."""

    titles: Mapping[tuple[str, str], str]
    lessons: Mapping[tuple[str, str], tuple[LessonText, datetime | None]]

    def titles_of(self, key: str, source_language: str, title: str) -> dict[str, str]:
        """Titles in all languages, the source's first."""
        return {source_language: title} | {
            language: text for (owner, language), text in self.titles.items() if owner == key
        }


def live_twins(pages: SourcePages) -> Twins:
    """Translations that are live in the CMS; copies that wagtail-localize keeps in step (aliases) are none."""
    source = pages.course.page.locale_id
    heads = [pages.course.page, *(module.page for module, _lessons in pages.modules)]
    lessons = [one.page for _module, found in pages.modules for one in found]
    titles = (
        Page.objects.filter(
            translation_key__in=[page.translation_key for page in heads], live=True, alias_of=None
        )
        .exclude(locale_id=source)
        .values_list("translation_key", "locale__language_code", "title")
    )
    twins = (
        LessonPage.objects.filter(
            translation_key__in=[page.translation_key for page in lessons],
            live=True,
            alias_of=None,
            archived_at=None,
        )
        .exclude(locale_id=source)
        .select_related("locale")
    )
    return Twins(
        {(str(key), language[:2]): title for key, language, title in titles},
        {
            (str(twin.translation_key), twin.locale.language_code[:2]): (
                lesson_text(page_fields(twin)),
                twin.last_published_at,
            )
            for twin in twins
        },
    )


def load_course(course: CoursePage, pages: SourcePages, newest: Compiled | None = None) -> AuthoredCourse:
    """The course as its pages say it. `course` is the source; `newest`: what trainees see, to tell outdated twins."""
    twins = live_twins(pages)
    source = course.locale.language_code[:2]
    earlier = _earlier_texts(course, source, twins, newest)
    wordless = {kind.block_name for kind in activity_kinds if kind.merge_words is None}
    merges = {kind.block_name: kind.merge_words for kind in activity_kinds if kind.merge_words is not None}
    modules = []
    for module, lessons in pages.modules:
        key = str(module.page.translation_key)
        modules.append(
            AuthoredModule(
                key=key,
                titles=twins.titles_of(key, source, module.content["title"]),
                lessons=[
                    _authored_lesson(lesson, source, twins, earlier, wordless, merges) for lesson in lessons
                ],
            )
        )
    content = pages.course.content
    attendance = content["min_attendance_percent"]
    return AuthoredCourse(
        key=str(course.translation_key),
        source_language=source,
        titles=twins.titles_of(str(course.translation_key), source, content["title"]),
        modules=modules,
        rules={
            "min_attendance_percent": attendance,
            "offers_certificate": bool(content["offers_certificate"]),
            "hours": _hours(content["hours"]),
        },
    )


def _hours(value: Any) -> str:
    """ "12.5" for 12.50, "12" for 12.0."""
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _authored_lesson(
    lesson: SourcePage,
    source: str,
    twins: Twins,
    earlier: Mapping[tuple[str, str], tuple[LessonText, LessonText]],
    activity_blocks: set[str],
    merges: Mapping[str, Merge],
) -> AuthoredLesson:
    key = str(lesson.page.translation_key)
    text = lesson_text(lesson.content)
    texts, outdated = {source: text}, []
    source_at = timezone.now() if lesson.is_draft else lesson.page.last_published_at
    for (owner, language), (words, twin_at) in twins.lessons.items():
        if owner != key:
            continue
        merged = merge_twin(text, words, activity_blocks, merges)
        then = earlier.get((key, language))
        if merged is None or is_outdated(text, merged, then, Published(source_at, twin_at), activity_blocks):
            outdated.append(language)
        else:
            texts[language] = merged
    return AuthoredLesson(
        key=key,
        minutes=int(lesson.content["minutes"]),
        is_required=bool(lesson.content["is_required"]),
        texts=texts,
        outdated=tuple(outdated),
    )


def _earlier_texts(
    course: CoursePage, source: str, twins: Twins, newest: Compiled | None
) -> dict[tuple[str, str], tuple[LessonText, LessonText]]:
    """For each twin the words of source and twin in the last edition that had both."""
    if newest is None:
        return {}
    texts = {(one.lesson_key, one.language): one.text for one in newest.lessons}
    found = {
        (key, language): (texts[key, source], texts[key, language])
        for key, language in twins.lessons
        if (key, language) in texts and (key, source) in texts
    }
    missing = {
        key for key, language in twins.lessons if (key, language) not in found and (key, source) in texts
    }
    if not missing:
        return found
    rows = EditionLesson.objects.filter(
        edition__course_key=course.translation_key, lesson_key__in=missing
    ).order_by("edition__number")
    editions: dict[tuple[str, int], dict[str, LessonText]] = defaultdict(dict)
    for row in rows:
        editions[str(row.lesson_key), row.edition_id][row.language] = text_of(row)
    for (key, _edition), languages in editions.items():
        for language, text in languages.items():
            if language != source and source in languages and (key, language) not in texts:
                found[key, language] = (languages[source], text)
    return found


def text_of(row: EditionLesson) -> LessonText:
    """A lesson's words as an edition holds them."""
    return LessonText(row.title, tuple(row.objectives), tuple(row.body))


def compiled_edition(edition: Edition) -> Compiled:
    """What an edition holds, in the form that can be compared. One query."""
    return Compiled(
        edition.outline,
        edition.rules,
        [
            CompiledLesson(str(row.lesson_key), row.language, text_of(row))
            for row in edition.lessons.order_by("pk")
        ],
    )


@dataclass(frozen=True)
class Draft:
    """What publishing would make, with what it would do on the way."""

    pages: SourcePages
    authored: AuthoredCourse
    compiled: Compiled
    newest: Edition | None
    published: Compiled | None

    @property
    def outdated(self) -> list[tuple[str, str]]:
        """Translations that readers would not get: (title of the lesson, language)."""
        return [
            (lesson.texts[self.authored.source_language].title, language)
            for lesson in self.authored.lessons
            for language in lesson.outdated
        ]


def compile_draft(course: CoursePage) -> Draft:
    """Compile what the pages of a course (its source) say now, without writing anything."""
    newest = Edition.objects.of_course(course.translation_key).first()
    published = compiled_edition(newest) if newest else None
    pages = source_pages(course)
    authored = load_course(course, pages, published)
    kinds = {kind.block_name: kind.kind for kind in activity_kinds}
    activities = activities_in(authored, kinds)
    languages = sorted({language for lesson in authored.lessons for language in lesson.texts})
    frozen: dict[str, Mapping[str, Any]] = {}
    for kind in activity_kinds:
        mine = [one for one in activities if one.kind == kind.kind]
        if mine:
            entries = kind.freeze([one.value for one in mine], languages)
            frozen.update({one.key: entry for one, entry in zip(mine, entries, strict=True)})
        if mine and kind.title_field:
            titles = titles_in(authored, kind.block_name, kind.title_field)
            frozen.update({one.key: {**frozen[one.key], "titles": titles.get(one.key, {})} for one in mine})
    return Draft(pages, authored, put_together(authored, activities, frozen), newest, published)
