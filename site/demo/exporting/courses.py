"""Courses that were edited on the site, written back into course.yaml; lessons are texts (demo.exporting.pages)."""

import re
from pathlib import Path
from typing import Any

from core import turkish
from core.languages import in_language
from demo.exporting.edited import Edits, Exported
from demo.exporting.values import (
    one_line,
    plain_paragraph,
    set_items,
    set_keys,
    set_text,
    set_value,
    write_yaml,
)
from demo.loading.courses import HOURS, MODES
from demo.reading.files import folders, read_yaml
from lms.courses.models import CoursePage, LessonPage, Mode, ModulePage
from lms.courses.rules.planned import PlannedModule, planned_module

_MODE_NAMES = {mode: name for name, mode in MODES.items()}
_TEXTS = ("starts", "dates", "prerequisites_note")


def export_courses(folder: Path, edits: Edits, done: Exported) -> None:
    """Write every course that somebody changed, its modules and their order included."""
    for path in folders(folder / "courses"):
        data = read_yaml(path / "course.yaml")
        name = f"course/{data['key']}"
        if not edits.is_touched(name) and not _is_reordered(edits, data, name):
            continue
        for language, page in edits.of(name).items():
            try:
                _course(data, language, page)
            except ValueError as error:
                done.cannot_hold(f"{name} ({language})", error)
        if source := edits.of(name).get("tr"):
            _shared(data, source, edits, done)
        _modules(data, name, edits, done)
        _order(path, data, name, edits, done)
        if write_yaml(path / "course.yaml", data):
            done.written.append(path / "course.yaml")


def _course(data: dict[str, Any], language: str, page: CoursePage) -> None:
    """What a page says in its own language."""
    set_text(data, "title", language, page.title)
    set_text(data, "purpose", language, plain_paragraph(page.purpose))
    for field in _TEXTS:
        set_text(data, field, language, one_line(getattr(page, field)))
    outcomes = [one_line(line) for line in page.outcomes.splitlines() if line.strip()]
    _outcomes(data, language, outcomes)
    _planned(data, language, page)
    if page.summary != one_line(plain_paragraph(page.purpose))[:400]:
        raise ValueError("a summary that is not the purpose")


def _outcomes(data: dict[str, Any], language: str, now: list[str]) -> None:
    """A list of text maps: the same as entries with one field."""
    entries = {"outcomes": [{"text": texts} for texts in data.get("outcomes", [])]}
    set_items(entries, "outcomes", "text", language, now, lambda text: {"text": {"tr": text}})
    if entries["outcomes"] or "outcomes" in data:
        data["outcomes"] = [entry["text"] for entry in entries["outcomes"]]


def _planned(data: dict[str, Any], language: str, page: CoursePage) -> None:
    now = [
        planned_module(one, lambda texts: in_language(dict(texts), language)) for one in page.planned_modules
    ]
    full = [module for module in data["modules"] if module["status"] != "announced"]
    found = {"modules": [module for module in data["modules"] if module["status"] == "announced"]}
    set_items(found, "modules", "title", language, [module.title for module in now], _new_module)
    for entry, module in zip(found["modules"], now, strict=True):
        set_text(entry, "summary", language, module.summary)
        if language == "tr":
            _set_hours(entry, module)
    was = [module["key"] for module in data["modules"]]
    is_same = {module["key"] for module in found["modules"]} <= set(was) and len(was) == len(full) + len(now)
    if is_same:
        changed = {module["key"]: module for module in found["modules"]}
        data["modules"] = [changed.get(module["key"], module) for module in data["modules"]]
    else:
        data["modules"] = [*full, *found["modules"]]


def _new_module(title: str) -> dict[str, Any]:
    key = turkish.slug(title)[:40].strip("-")
    return {"key": key, "status": "announced", "title": {"tr": title}, "hours": 0}


def _set_hours(entry: dict[str, Any], module: PlannedModule) -> None:
    set_value(entry, "hours", _number(module.hours or 0))


def _number(value: Any) -> int | float:
    """A number as one writes it: 6, 2.5."""
    number = float(value or 0)
    return int(number) if number.is_integer() else number


def _shared(data: dict[str, Any], page: CoursePage, edits: Edits, done: Exported) -> None:
    """What is one for all languages comes from the Turkish page."""
    keys = edits.keys("course")
    hours = data["hours"]
    set_value(hours, "total", _number(page.hours))
    for name in HOURS:
        set_value(hours, name, _number(getattr(page, f"hours_{name}")), empty=0)
    set_value(data, "mode", _MODE_NAMES[Mode(page.mode)])
    set_value(data, "level", page.level)
    set_value(data, "path_kind", page.path_kind)
    set_keys(data, "languages", page.taught_in)
    for field in ("topics", "audiences", "skills", "sectors"):
        set_keys(data, field, [term.code for term in getattr(page, field).all()])
    before = [keys.get(str(one.translation_key)) for one in page.prerequisite_courses.all()]
    if None in before:
        done.left.append((f"course/{data['key']}", "a course to finish first that came from no file"))
    set_keys(data, "prerequisites", [key for key in before if key])
    set_value(data, "prerequisites_required", page.needs_prerequisites, empty=False)
    if page.is_announced != (data["status"] == "announced"):
        if page.is_announced or any(module["status"] == "full" for module in data["modules"]):
            data["status"] = "announced" if page.is_announced else "open"
        else:
            done.left.append((f"course/{data['key']}", "is open, but no module of its files has lessons"))
    if page.min_attendance_percent is None:
        data.pop("rules", None)
    elif page.min_attendance_percent != (data.get("rules") or {}).get("min_attendance_percent"):
        data["rules"] = {
            "lessons": "all",
            "quizzes": "all",
            **(data.get("rules") or {}),
            "min_attendance_percent": page.min_attendance_percent,
        }
    if not page.offers_certificate:
        done.left.append((f"course/{data['key']}", "gives no certificate; files have no word for that"))


def _modules(data: dict[str, Any], name: str, edits: Edits, done: Exported) -> None:
    for module in data["modules"]:
        for language, page in edits.of(f"{name}/module/{module['key']}").items():
            try:
                set_text(module, "title", language, page.title)
                set_text(module, "summary", language, one_line(page.summary))
            except ValueError as error:
                done.left.append((f"{name}/module/{module['key']} ({language})", str(error)))
            if language == "tr":
                set_value(module, "hours", _number(page.hours))


def _tree(edits: Edits, name: str) -> tuple[list[tuple[str | None, list[str | None]]], dict[str, Any]]:
    """Keys of modules and their lessons as they stand in the Turkish tree (None: came from no file)."""
    course = edits.page(name, "tr")
    if course is None:
        return [], {}
    modules, lessons = edits.keys(f"{name}/module"), edits.keys(f"{name}/lesson")
    pages: dict[str, list[Any]] = {}
    for lesson in LessonPage.objects.descendant_of(course).filter(archived_at=None).order_by("path"):
        pages.setdefault(lesson.path[: -lesson.steplen], []).append(lesson)
    found = []
    for module in ModulePage.objects.child_of(course).filter(archived_at=None).order_by("path"):
        inside = [lessons.get(str(lesson.translation_key)) for lesson in pages.get(module.path, [])]
        found.append((modules.get(str(module.translation_key)), inside))
    return found, {"modules": modules, "lessons": lessons}


def _is_reordered(edits: Edits, data: dict[str, Any], name: str) -> bool:
    """Whether modules or lessons stand in another order, came or went on the site."""
    if data["status"] != "open":
        return False
    said = [
        (module["key"], list(module["lessons"])) for module in data["modules"] if module["status"] == "full"
    ]
    return _tree(edits, name)[0] != said


def _order(path: Path, data: dict[str, Any], name: str, edits: Edits, done: Exported) -> None:
    """Bring modules and lessons into the order of the site; what has no key, or is in the archive, is named and left."""
    tree, known = _tree(edits, name)
    if not tree or not known["lessons"]:
        return
    for module, lessons in tree:
        if module is None:
            done.left.append((name, "a module that was made on the site; write it into the files by hand"))
        if None in lessons:
            done.left.append((name, "lessons that were made on the site; write those into the files by hand"))
    full = {module["key"]: module for module in data["modules"] if module["status"] == "full"}
    shown = {module for module, _lessons in tree}
    places = {key for _module, lessons in tree for key in lessons}
    for key in full.keys() - shown:
        done.left.append((f"{name}/module/{key}", "is in the archive on the site"))
    gone = [key for module in full.values() for key in module["lessons"] if key not in places]
    for key in gone:
        done.left.append((f"{name}/lesson/{key}", "is in the archive on the site"))
    for module, lessons in tree:
        if module in full:
            stayed = [key for key in full[module]["lessons"] if key in gone]
            full[module]["lessons"] = [*(key for key in lessons if key is not None), *stayed]
    order = [key for key, _lessons in tree if key in full] + [key for key in full if key not in shown]
    slots = iter(order)
    data["modules"] = [
        full[next(slots)] if module["status"] == "full" else module for module in data["modules"]
    ]
    _number_files(path, [key for module in data["modules"] for key in module.get("lessons", [])], done)


def _number_files(path: Path, order: list[str], done: Exported) -> None:
    """Lesson files carry their place in their name."""
    for place, key in enumerate(order, start=1):
        for file in sorted((path / "lessons").glob(f"[0-9][0-9]-{key}.*.md")):
            wanted = re.sub(r"^\d\d", f"{place:02}", file.name)
            if wanted != file.name:
                file.rename(file.with_name(wanted))
                done.written.append(file.with_name(wanted))
