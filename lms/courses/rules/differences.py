"""What differs between what trainees see and what the pages say, and whether it waits for the trainer to move people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lms.courses.rules.keys import activity_key
from lms.courses.rules.outline import Compiled
from lms.courses.rules.texts import LessonText

MATERIAL_RULES = ("min_attendance_percent", "offers_certificate")


@dataclass(frozen=True)
class Difference:
    """One difference.

    kind: added, removed, moved, renamed, text, minutes, required, settings, translation_added, translation_changed,
        translation_removed, rules.
    what: course, module, lesson, or an activity's kind ("quiz").
    titles: of the thing, by language. language: of a translation. is_material: changes what completion asks for.
    """

    kind: str
    what: str
    key: str
    titles: Mapping[str, str]
    is_material: bool = False
    language: str = ""


@dataclass(frozen=True)
class _Parts:
    modules: dict[str, dict[str, Any]] = field(default_factory=dict)
    lessons: dict[str, dict[str, Any]] = field(default_factory=dict)
    activities: dict[str, dict[str, Any]] = field(default_factory=dict)
    module_of: dict[str, str] = field(default_factory=dict)
    lesson_of: dict[str, str] = field(default_factory=dict)
    texts: dict[tuple[str, str], LessonText] = field(default_factory=dict)


def differences(
    old: Compiled, new: Compiled, material_keys: Mapping[str, tuple[str, ...]]
) -> list[Difference]:
    """Everything that publishing would change, in the order of the course.

    material_keys: for each activity kind the names in its config that completion depends on; a change of a kind that
    is not named here is material, whatever changed.
    """
    before, after = _parts(old), _parts(new)
    return [
        *_of_course(old, new),
        *_of_modules(before, after),
        *_of_lessons(before, after),
        *_of_activities(before, after, material_keys),
    ]


def is_material(found: list[Difference]) -> bool:
    """Whether enrolments stay where they are until the trainer moves them."""
    return any(one.is_material for one in found)


def _parts(compiled: Compiled) -> _Parts:
    parts = _Parts()
    for module in compiled.outline["modules"]:
        parts.modules[module["key"]] = module
        for lesson in module["lessons"]:
            parts.lessons[lesson["key"]] = lesson
            parts.module_of[lesson["key"]] = module["key"]
            for activity in lesson["activities"]:
                parts.activities[activity["key"]] = activity
                parts.lesson_of[activity["key"]] = lesson["key"]
    for lesson in compiled.lessons:
        parts.texts[lesson.lesson_key, lesson.language] = lesson.text
    return parts


def _of_course(old: Compiled, new: Compiled) -> Iterator[Difference]:
    titles = new.outline["titles"]
    if old.outline["titles"] != titles:
        yield Difference("renamed", "course", "", titles)
    changed = [name for name in {**old.rules, **new.rules} if old.rules.get(name) != new.rules.get(name)]
    if changed:
        yield Difference("rules", "course", "", titles, any(name in MATERIAL_RULES for name in changed))


def _of_modules(before: _Parts, after: _Parts) -> Iterator[Difference]:
    for key, module in after.modules.items():
        if key not in before.modules:
            yield Difference("added", "module", key, module["titles"])
        elif before.modules[key]["titles"] != module["titles"]:
            yield Difference("renamed", "module", key, module["titles"])
    for key, module in before.modules.items():
        if key not in after.modules:
            yield Difference("removed", "module", key, module["titles"])
    for key in _moved(
        [k for k in before.modules if k in after.modules], [k for k in after.modules if k in before.modules]
    ):
        yield Difference("moved", "module", key, after.modules[key]["titles"])


def _of_lessons(before: _Parts, after: _Parts) -> Iterator[Difference]:
    stayed = [key for key in after.lessons if key in before.lessons]
    moved = _moved([key for key in before.lessons if key in after.lessons], stayed) | {
        key for key in stayed if before.module_of[key] != after.module_of[key]
    }
    for key, lesson in after.lessons.items():
        titles = lesson["titles"]
        if key not in before.lessons:
            yield Difference("added", "lesson", key, titles, True)
            continue
        if key in moved:
            yield Difference("moved", "lesson", key, titles)
        if before.lessons[key]["is_required"] != lesson["is_required"]:
            yield Difference("required", "lesson", key, titles, True)
        if before.lessons[key]["minutes"] != lesson["minutes"]:
            yield Difference("minutes", "lesson", key, titles)
        yield from _of_texts(key, before, after)
    for key, lesson in before.lessons.items():
        if key not in after.lessons:
            yield Difference("removed", "lesson", key, lesson["titles"], True)


def _of_texts(key: str, before: _Parts, after: _Parts) -> Iterator[Difference]:
    old, new = before.lessons[key], after.lessons[key]
    source = new["languages"][0]
    both = set(before.activities) & set(after.activities)

    def words(text: LessonText) -> tuple[Any, ...]:
        return text.objectives, _words(key, text, before, after, both)

    for language in dict.fromkeys([*new["languages"], *old["languages"]]):
        then, now = before.texts.get((key, language)), after.texts.get((key, language))
        if language == source and then and now:
            if then.title != now.title:
                yield Difference("renamed", "lesson", key, new["titles"])
            if words(then) != words(now):
                yield Difference("text", "lesson", key, new["titles"])
        elif then is None and now is not None:
            yield Difference("translation_added", "lesson", key, new["titles"], language=language)
        elif then is not None and now is None:
            yield Difference("translation_removed", "lesson", key, new["titles"], language=language)
        elif then and now and (then.title, words(then)) != (now.title, words(now)):
            yield Difference("translation_changed", "lesson", key, new["titles"], language=language)


def _words(key: str, text: LessonText, before: _Parts, after: _Parts, both: set[str]) -> list[Any]:
    """The blocks that are read, and where between them the activities stand that stay."""
    found: list[Any] = []
    for block in text.body:
        activity = activity_key(key, block["id"]) if block.get("id") else ""
        if activity in both:
            found.append(activity)
        elif activity not in before.activities and activity not in after.activities:
            found.append((block["type"], block["value"]))
    return found


def _of_activities(
    before: _Parts, after: _Parts, material_keys: Mapping[str, tuple[str, ...]]
) -> Iterator[Difference]:
    for key, activity in after.activities.items():
        kind, titles = activity["kind"], activity["titles"]
        old = before.activities.get(key)
        if old is None:
            yield Difference("added", kind, key, titles, True)
            continue
        if old["titles"] != titles:
            yield Difference("renamed", kind, key, titles)
        if old["is_required"] != activity["is_required"]:
            yield Difference("required", kind, key, titles, True)
        config_then, config_now = old["config"], activity["config"]
        changed = [
            name for name in {**config_then, **config_now} if config_then.get(name) != config_now.get(name)
        ]
        is_weight_changed = old["weight"] != activity["weight"]
        if changed or is_weight_changed:
            names = material_keys.get(kind)
            matters = is_weight_changed or names is None or any(name in names for name in changed)
            yield Difference("settings", kind, key, titles, matters)
    for key, activity in before.activities.items():
        if key not in after.activities:
            yield Difference("removed", activity["kind"], key, activity["titles"], True)


def _moved(then: list[str], now: list[str]) -> set[str]:
    """The fewest keys that must move to turn one order into the other (what is outside a longest common run)."""
    place = {key: index for index, key in enumerate(then)}
    best: list[list[str]] = []
    for key in now:
        longest = max((run for run in best if place[run[-1]] < place[key]), key=len, default=[])
        best.append([*longest, key])
    kept = max(best, key=len, default=[])
    return set(now) - set(kept)
