"""Courses with modules and lessons; announced ones have their outline only."""

import html
from decimal import Decimal
from pathlib import Path
from typing import Any

from demo.loading.bodies import Body
from demo.loading.packages import load_packages
from demo.loading.quizzes import load_quiz
from demo.loading.tree import Tree, pick
from demo.loading.videos import LoadedFilm, load_films
from demo.reading.files import LANGUAGES, folders, in_language, read_text, read_yaml
from lms.courses.models import CoursePage, LessonPage, Mode, ModulePage
from lms.courses.rules.planned import PlannedModule, plain_hours, planned_entry
from taxonomy.models import Audience, Sector, Skill, Topic

MODES = {
    "self-paced": Mode.SELF_PACED,
    "live-online": Mode.LIVE_ONLINE,
    "face-to-face": Mode.FACE_TO_FACE,
    "blended": Mode.BLENDED,
}
HOURS = ("self_paced", "live_online", "face_to_face", "workplace")
"""Names under `hours` in course.yaml, with hours_ before them in the CMS."""


def load_courses(tree: Tree, folder: Path, by: Any) -> None:
    """Load every course folder, the operators' first, each track in its order."""
    terms = {
        model: {term.code: term for term in model.objects.all()} for model in (Topic, Audience, Skill, Sector)
    }
    courses = [(read_yaml(path / "course.yaml"), path) for path in folders(folder)]
    courses.sort(
        key=lambda found: (found[0]["status"] != "open", found[0]["track"] != "operator", found[0]["number"])
    )
    for data, path in courses:
        for language in LANGUAGES:
            parent = tree.find("page", "courses", language)
            assert parent is not None
            course = tree.add(
                ("course", data["key"]),
                language,
                parent,
                lambda data=data, language=language: _course(data, language, by),
            )
            for field, model in (
                ("topics", Topic),
                ("audiences", Audience),
                ("skills", Skill),
                ("sectors", Sector),
            ):
                setattr(course, field, [terms[model][code] for code in data[field]])
            tree.later(
                lambda course=course, keys=data["prerequisites"], language=language: setattr(
                    course,
                    "prerequisite_courses",
                    [page for key in keys if (page := tree.find("course", key, language)) is not None],
                )
            )
        if data["status"] == "open":
            _modules(tree, path, data, by)


def _course(data: dict[str, Any], language: str, by: Any) -> CoursePage:
    purpose = pick(data["purpose"], language)
    return CoursePage(
        title=pick(data["title"], language),
        summary=" ".join(purpose.split())[:400],
        purpose=paragraph(purpose),
        outcomes="\n".join(one_line(pick(texts, language)) for texts in data.get("outcomes", [])),
        mode=MODES[data["mode"]],
        hours=data["hours"]["total"],
        **{f"hours_{name}": _decimal(data["hours"].get(name)) for name in HOURS},
        level=data["level"],
        path_kind=data["path_kind"],
        taught_in=data["languages"],
        starts=one_line(pick(data.get("starts") or {}, language)),
        dates=one_line(pick(data.get("dates") or {}, language)),
        prerequisites_note=one_line(pick(data.get("prerequisites_note") or {}, language)),
        needs_prerequisites=data.get("prerequisites_required", False),
        is_announced=data["status"] == "announced",
        min_attendance_percent=(data.get("rules") or {}).get("min_attendance_percent"),
        planned_modules=[
            planned_entry(_planned(module, language))
            for module in data["modules"]
            if module["status"] == "announced"
        ],
        owner=by,
    )


def paragraph(text: str) -> str:
    """Plain text as one paragraph of rich text."""
    return f"<p>{html.escape(one_line(text), quote=False)}</p>"


def one_line(text: str) -> str:
    """Without the line breaks that YAML leaves."""
    return " ".join(text.split())


def _decimal(value: Any) -> Decimal | None:
    """A part of the hours; one that the file gives as nothing is nothing."""
    return Decimal(str(value)) if value else None


def _planned(module: dict[str, Any], language: str) -> PlannedModule:
    return PlannedModule(
        pick(module["title"], language),
        plain_hours(module["hours"]),
        one_line(pick(module.get("summary") or {}, language)),
    )


def _modules(tree: Tree, path: Path, data: dict[str, Any], by: Any) -> None:
    objectives = {
        entry["key"]: entry["text"] for module in data["modules"] for entry in module.get("objectives", [])
    }
    films = load_films(path / "videos", tree.memory, f"course/{data['key']}")
    packages = load_packages(tree.memory, path / "packages", by)
    for module in data["modules"]:
        if module["status"] != "full":
            continue
        quiz = (
            load_quiz(tree.memory, path / "quizzes", module["quiz"], objectives, by)
            if module.get("quiz")
            else None
        )
        quizzes = {module["quiz"]: quiz.pk} if quiz else {}
        for language in LANGUAGES:
            course = tree.pages.get(("course", data["key"], language))
            if course is None or not any(
                in_language(path / "lessons", key, language) for key in module["lessons"]
            ):
                continue
            place = ("course", data["key"], "module", module["key"])
            tree.add(
                place,
                language,
                course,
                lambda module=module, language=language: ModulePage(
                    title=pick(module["title"], language),
                    summary=one_line(pick(module.get("summary") or {}, language)),
                    hours=_decimal(module["hours"]),
                    owner=by,
                ),
            )
            page = tree.pages.get(("/".join(place[:-1]), place[-1], language))
            if page is None:
                continue
            for key in module["lessons"]:
                _lesson(
                    tree, path, data["key"], key, language, page, quizzes, films, packages, objectives, by
                )


def _lesson(
    tree: Tree,
    path: Path,
    course: str,
    key: str,
    language: str,
    module: Any,
    quizzes: dict[str, int],
    films: dict[str, LoadedFilm],
    packages: dict[str, int],
    objectives: dict[str, Any],
    by: Any,
) -> None:
    file = in_language(path / "lessons", key, language)
    if file is None:
        return
    source = read_text(file)
    place = ("course", course, "lesson", key)
    lesson = tree.add(
        place,
        language,
        module,
        lambda: LessonPage(
            title=source.meta["title"],
            summary=source.meta.get("summary", ""),
            minutes=source.meta["minutes"],
            objectives="\n".join(pick(objectives[name], language) for name in source.meta["objectives"]),
            owner=by,
        ),
    )
    body = Body(tree, place, language, path / "figures", quizzes=quizzes, films=films, packages=packages)
    tree.later(lambda: setattr(lesson, "body", body.raw(source)))
