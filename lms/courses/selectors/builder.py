"""What the course builder shows: every page of a course with its newest text, and what became of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse

from lms.courses.models import CoursePage, LessonPage, ModulePage
from lms.courses.registry import BUILDER_TOOLS, ToolSummary, activity_kinds
from lms.courses.rules.keys import activity_key
from lms.courses.selectors.authored import Draft, compile_draft, draft_contents, lesson_text, page_fields
from lms.courses.selectors.changes import Change, changes_of, problems_of


@dataclass(frozen=True)
class BuilderLesson:
    """state: "" when trainees see it as it is; else "new", "changed" or "hidden" (unpublished or scheduled)."""

    page: LessonPage
    key: str
    title: str
    minutes: int
    state: str
    blocks: int
    activities: list[tuple[str, ToolSummary]] = field(default_factory=list)

    @property
    def kinds(self) -> set[str]:
        """Kinds of activities in it."""
        return {kind for kind, _summary in self.activities}


@dataclass(frozen=True)
class BuilderModule:
    page: ModulePage
    key: str
    title: str
    state: str
    lessons: list[BuilderLesson]

    @property
    def minutes(self) -> int:
        """Of all its lessons."""
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True)
class BuilderCourse:
    """The whole screen. `archived`: pages that can be brought back, newest first."""

    course: CoursePage
    title: str
    modules: list[BuilderModule]
    archived: list[Any]
    changes: list[Change]
    problems: list[str]
    draft: Draft

    @property
    def lessons(self) -> list[BuilderLesson]:
        """All lessons in order."""
        return [lesson for module in self.modules for lesson in module.lessons]


def builder_course(course: CoursePage) -> BuilderCourse:
    """Read a course (its source) for the builder. The number of queries does not depend on its size."""
    every_module = list(ModulePage.objects.child_of(course).order_by("path"))
    every_lesson = list(LessonPage.objects.descendant_of(course).order_by("path"))
    modules = [page for page in every_module if page.archived_at is None]
    lessons = [page for page in every_lesson if page.archived_at is None]
    contents = draft_contents([course, *modules, *lessons])
    draft = compile_draft(course)
    changes = changes_of(draft)
    states = _states(draft, changes)
    texts = {page.pk: _content(page, contents) for page in [course, *modules, *lessons]}
    summaries = _summaries(lessons, texts, draft)
    lessons_of: dict[str, list[BuilderLesson]] = defaultdict(list)
    for page in lessons:
        content = texts[page.pk]
        key = str(page.translation_key)
        lessons_of[page.path[: -page.steplen]].append(
            BuilderLesson(
                page=page,
                key=key,
                title=content["title"],
                minutes=int(content["minutes"]),
                state=states.get(key, "hidden"),
                blocks=len(lesson_text(content).body),
                activities=summaries[page.pk],
            )
        )
    archived = [page for page in [*every_module, *every_lesson] if page.archived_at is not None]
    gone = tuple(page.path for page in archived if isinstance(page, ModulePage))
    return BuilderCourse(
        course=course,
        title=texts[course.pk]["title"],
        modules=[
            BuilderModule(
                page,
                str(page.translation_key),
                texts[page.pk]["title"],
                states.get(str(page.translation_key), "hidden") if lessons_of[page.path] else "",
                lessons_of[page.path],
            )
            for page in modules
        ],
        archived=sorted(
            (page for page in archived if isinstance(page, ModulePage) or not page.path.startswith(gone)),
            key=lambda page: page.archived_at,
            reverse=True,
        ),
        changes=changes,
        problems=problems_of(draft),
        draft=draft,
    )


def _content(page: Any, contents: Mapping[int, dict[str, Any]]) -> Mapping[str, Any]:
    draft = contents.get(page.latest_revision_id or 0) if page.has_unpublished_changes else None
    return draft or page_fields(page)


def _states(draft: Draft, changes: list[Change]) -> dict[str, str]:
    """By key, for what publishing would show: "", "new" or "changed"."""
    keys = [
        key for module in draft.authored.modules for key in (module.key, *(one.key for one in module.lessons))
    ]
    states = dict.fromkeys(keys, "" if draft.published else "new")
    for change in changes:
        if change.key in states:
            states[change.key] = "new" if change.kind == "added" else "changed"
    return states


def _summaries(
    lessons: list[LessonPage], texts: Mapping[int, Mapping[str, Any]], draft: Draft
) -> dict[int, list[tuple[str, ToolSummary]]]:
    kinds = {kind.block_name: kind.kind for kind in activity_kinds}
    found: list[tuple[int, str, dict[str, Any], str]] = [
        (page.pk, kinds[block["type"]], block["value"], activity_key(page.translation_key, block["id"]))
        for page in lessons
        for block in lesson_text(texts[page.pk]).body
        if block["type"] in kinds
    ]
    answers: dict[int, list[tuple[str, ToolSummary]]] = {page.pk: [] for page in lessons}
    for tool in BUILDER_TOOLS:
        mine = [one for one in found if one[1] == tool.kind]
        if mine:
            summaries = tool.summarise([value for _pk, _kind, value, _key in mine])
            for (pk, _kind, _value, key), summary in zip(mine, summaries, strict=True):
                answers[pk].append(
                    (tool.kind, replace(summary, results_url=_results_url(draft, tool.kind, key)))
                )
    return answers


def _results_url(draft: Draft, kind: str, key: str) -> str:
    """Where its results are; "" while trainees do not have it."""
    screen = activity_kinds[kind].results_url_name
    if not screen or draft.published is None:
        return ""
    published = {
        activity["key"]
        for module in draft.published.outline["modules"]
        for lesson in module["lessons"]
        for activity in lesson["activities"]
    }
    return reverse(screen, args=[draft.authored.key, key]) if key in published else ""
