"""Compiling: what authors wrote becomes the outline, rules and lessons of an edition."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lms.courses.rules.keys import activity_key
from lms.courses.rules.texts import LessonText


@dataclass(frozen=True)
class AuthoredLesson:
    """A lesson in its source language first and in every language that may be shown."""

    key: str
    minutes: int
    is_required: bool
    texts: Mapping[str, LessonText]
    outdated: tuple[str, ...] = ()


@dataclass(frozen=True)
class AuthoredModule:
    key: str
    titles: Mapping[str, str]
    lessons: Sequence[AuthoredLesson]


@dataclass(frozen=True)
class AuthoredCourse:
    """A course as its pages say it now."""

    key: str
    source_language: str
    titles: Mapping[str, str]
    modules: Sequence[AuthoredModule]
    rules: Mapping[str, Any]

    @property
    def lessons(self) -> list[AuthoredLesson]:
        """All lessons in order."""
        return [lesson for module in self.modules for lesson in module.lessons]


@dataclass(frozen=True)
class AuthoredActivity:
    """A block of a lesson that stands for an activity, with its raw value in the source language."""

    key: str
    kind: str
    lesson_key: str
    value: dict[str, Any]


@dataclass(frozen=True)
class CompiledLesson:
    lesson_key: str
    language: str
    text: LessonText


@dataclass(frozen=True)
class Compiled:
    """Everything that an edition holds. `digest` is the same exactly when all of it is the same."""

    outline: dict[str, Any]
    rules: dict[str, Any]
    lessons: list[CompiledLesson] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """SHA-256 of outline, rules and lessons in canonical JSON."""
        lessons = sorted(
            [one.lesson_key, one.language, one.text.title, list(one.text.objectives), list(one.text.body)]
            for one in self.lessons
        )
        whole = json.dumps([self.outline, self.rules, lessons], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(whole.encode()).hexdigest()


def activities_in(course: AuthoredCourse, kinds: Mapping[str, str]) -> list[AuthoredActivity]:
    """All activities of a course in order; `kinds` maps block names to activity kinds."""
    return [
        AuthoredActivity(
            activity_key(lesson.key, block["id"]), kinds[block["type"]], lesson.key, block["value"]
        )
        for lesson in course.lessons
        for block in lesson.texts[course.source_language].body
        if block["type"] in kinds
    ]


def titles_in(course: AuthoredCourse, block_name: str, field_name: str) -> dict[str, dict[str, str]]:
    """Titles by language that blocks carry in themselves, by activity key; the source's first."""
    found: dict[str, dict[str, str]] = {}
    for lesson in course.lessons:
        source = course.source_language
        for language in (source, *(one for one in lesson.texts if one != source)):
            for block in lesson.texts[language].body:
                title = block["value"].get(field_name) if block["type"] == block_name else ""
                if title:
                    found.setdefault(activity_key(lesson.key, block["id"]), {})[language] = title
    return found


def compile_course(
    course: AuthoredCourse, activities: Sequence[AuthoredActivity], frozen: Mapping[str, Mapping[str, Any]]
) -> Compiled:
    """Put an edition together. `frozen`: what each activity's kind froze, by activity key.

    Modules without lessons are left out.
    """
    by_lesson: dict[str, list[AuthoredActivity]] = {}
    for activity in activities:
        by_lesson.setdefault(activity.lesson_key, []).append(activity)
    source = course.source_language
    modules = [
        {
            "key": module.key,
            "titles": dict(module.titles),
            "lessons": [
                {
                    "key": lesson.key,
                    "titles": {language: text.title for language, text in lesson.texts.items()},
                    "minutes": lesson.minutes,
                    "is_required": lesson.is_required,
                    "languages": [source, *sorted(set(lesson.texts) - {source})],
                    "activities": [
                        {"key": one.key, "kind": one.kind, **frozen[one.key]}
                        for one in by_lesson.get(lesson.key, [])
                    ],
                }
                for lesson in module.lessons
            ],
        }
        for module in course.modules
        if module.lessons
    ]
    lessons = [
        CompiledLesson(lesson.key, language, text)
        for lesson in course.lessons
        for language, text in lesson.texts.items()
    ]
    return Compiled({"titles": dict(course.titles), "modules": modules}, dict(course.rules), lessons)
