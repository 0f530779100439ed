"""An edition's outline as one reader sees it: in her language, with what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ActivityOutline:
    key: str
    kind: str
    title: str
    is_required: bool
    weight: int
    config: Mapping[str, Any]
    lesson_key: str


@dataclass(frozen=True)
class LessonOutline:
    """`is_translated`: the lesson can be read in the language asked for; else it is read in the source language."""

    key: str
    title: str
    minutes: int
    is_required: bool
    is_translated: bool
    activities: tuple[ActivityOutline, ...] = ()


@dataclass(frozen=True)
class ModuleOutline:
    key: str
    title: str
    lessons: tuple[LessonOutline, ...]

    @property
    def minutes(self) -> int:
        """Of all its lessons."""
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True)
class CourseOutline:
    """A course as trainees see it in one language."""

    title: str
    language: str
    modules: tuple[ModuleOutline, ...]
    rules: Mapping[str, Any] = field(default_factory=dict)

    @property
    def lessons(self) -> tuple[LessonOutline, ...]:
        """All lessons in order."""
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    @property
    def activities(self) -> tuple[ActivityOutline, ...]:
        """All activities in order; reading a lesson is not among them (its key is the lesson's own)."""
        return tuple(activity for lesson in self.lessons for activity in lesson.activities)

    @property
    def minutes(self) -> int:
        """Of all lessons."""
        return sum(lesson.minutes for lesson in self.lessons)

    def find_lesson(self, key: Any) -> LessonOutline | None:
        """The lesson with this key; None when the edition has none."""
        wanted = str(key)
        return next((lesson for lesson in self.lessons if lesson.key == wanted), None)

    def find_activity(self, key: Any) -> ActivityOutline | None:
        """The activity with this key; None when the edition has none."""
        wanted = str(key)
        return next((activity for activity in self.activities if activity.key == wanted), None)

    def module_of(self, lesson_key: Any) -> ModuleOutline | None:
        """The module that a lesson belongs to."""
        wanted = str(lesson_key)
        return next(
            (module for module in self.modules if any(one.key == wanted for one in module.lessons)), None
        )

    def next_after(self, lesson_key: Any) -> LessonOutline | None:
        """The lesson after this one; None after the last."""
        return self._beside(lesson_key, 1)

    def previous_before(self, lesson_key: Any) -> LessonOutline | None:
        """The lesson before this one; None before the first."""
        return self._beside(lesson_key, -1)

    def _beside(self, lesson_key: Any, step: int) -> LessonOutline | None:
        lessons = self.lessons
        wanted = str(lesson_key)
        place = next((index for index, lesson in enumerate(lessons) if lesson.key == wanted), None)
        if place is None or not 0 <= place + step < len(lessons):
            return None
        return lessons[place + step]


def read_outline(outline: Mapping[str, Any], rules: Mapping[str, Any], language: str) -> CourseOutline:
    """An edition's JSON in the language of a reader; a missing text falls back to Turkish, else to any."""
    return CourseOutline(
        title=_pick(outline["titles"], language),
        language=language,
        rules=rules,
        modules=tuple(
            ModuleOutline(
                key=module["key"],
                title=_pick(module["titles"], language),
                lessons=tuple(_read_lesson(lesson, language) for lesson in module["lessons"]),
            )
            for module in outline["modules"]
        ),
    )


def _read_lesson(lesson: Mapping[str, Any], language: str) -> LessonOutline:
    return LessonOutline(
        key=lesson["key"],
        title=_pick(lesson["titles"], language),
        minutes=lesson["minutes"],
        is_required=lesson["is_required"],
        is_translated=language in lesson["languages"],
        activities=tuple(
            ActivityOutline(
                key=activity["key"],
                kind=activity["kind"],
                title=_pick(activity["titles"], language),
                is_required=activity["is_required"],
                weight=activity["weight"],
                config=activity["config"],
                lesson_key=lesson["key"],
            )
            for activity in lesson["activities"]
        ),
    )


def _pick(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get("tr") or next((text for text in texts.values() if text), "")
