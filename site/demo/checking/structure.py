"""Whether the parts of a course, toolkit or guide are all there, in their places, and nothing lies about unused."""

from typing import Any

from demo.checking.findings import Findings
from demo.checking.folder import Content
from demo.reading.files import LANGUAGES
from demo.reading.located import Located


def check_structure(content: Content, findings: Findings) -> None:
    """Outline and files agree; what is announced has nothing behind it; vocabulary is known."""
    for key, course in content.courses.items():
        _course(content, key, course, findings)
    for key, guide in content.guides.items():
        _chapters(content, key, guide, findings)
    for key, toolkit in content.toolkits.items():
        _toolkit(content, key, toolkit, findings)
    for kind in ("news", "page"):
        found: dict[str, Located] = content.news if kind == "news" else content.pages
        for key, item in found.items():
            there = set(content.texts.get((kind, key), {}))
            if "tr" not in there and "tr" in item.data.get("languages", ["tr"]):
                findings.error(item.path, 0, "files", "text.tr.md is missing")
            if (wanted := set(item.data.get("languages", there))) != there:
                message = f"the languages are {sorted(wanted)}, but there are texts in {sorted(there)}"
                findings.error(item.path, item.line("languages"), "files", message)
    _vocabulary(content, findings)


def _course(content: Content, key: str, course: Located, findings: Findings) -> None:
    data = course.data
    modules = list(enumerate(data["modules"]))
    _sums(course, findings)
    full = [module for _, module in modules if module["status"] == "full"]
    if (data["status"] == "open") != bool(full):
        message = "an open course has a module with lessons, an announced course has none"
        findings.error(course.path, course.line("status"), "outline", message)
    for index, module in modules:
        is_full = module["status"] == "full"
        if is_full != ("lessons" in module) or (not is_full and ("objectives" in module or "quiz" in module)):
            message = f"module {module['key']}: a full module has lessons, an announced one has nothing yet"
            findings.error(course.path, course.line("modules", index), "outline", message)
        if "quiz" in module and module["quiz"] not in content.quizzes:
            line = course.line("modules", index, "quiz")
            findings.error(course.path, line, "outline", f"there is no quiz {module['quiz']!r}")
    _lessons(content, key, course, full, findings)
    named = {module.get("quiz") for module in full}
    for quiz in content.quizzes.values():
        if quiz.course == key and quiz.key not in named:
            findings.error(quiz.structure.path, 0, "outline", "no module of the course names this quiz")


def _sums(course: Located, findings: Findings) -> None:
    hours = course.data["hours"]
    total = hours["total"]
    parts = hours["self_paced"] + hours["live_online"] + hours["face_to_face"] + hours.get("workplace", 0)
    modules = sum(module["hours"] for module in course.data["modules"])
    for name, found in (
        ("self-paced, online, face-to-face and workplace hours", parts),
        ("the modules' hours", modules),
    ):
        if abs(found - total) > 0.01:
            findings.error(
                course.path, course.line("hours"), "hours", f"{name} add up to {found:g}, not to {total:g}"
            )


def _lessons(
    content: Content, key: str, course: Located, full: list[dict[str, Any]], findings: Findings
) -> None:
    order = [lesson for module in full for lesson in module.get("lessons", [])]
    files = content.lessons(key)
    languages = [language for language in LANGUAGES if any(language in found for found in files.values())]
    for place, lesson in enumerate(order, start=1):
        if lesson not in files:
            findings.error(course.path, course.line("modules"), "outline", f"lesson {lesson!r} has no file")
            continue
        for language in languages:
            text = files[lesson].get(language)
            if text is None:
                other = next(iter(files[lesson].values()))
                findings.error(other.path, 0, "twins", f"this lesson is missing in {language}")
            elif text.path.name[:2] != f"{place:02}":
                findings.error(text.path, 0, "files", f"the place in the outline is {place:02}")
    for lesson, found in files.items():
        for text in found.values():
            if lesson not in order:
                findings.error(text.path, 0, "outline", "no module of the course names this lesson")
            if text.language not in course.data["languages"]:
                findings.error(text.path, 0, "files", f"the course is not taught in {text.language}")
    known = {entry["key"] for module in full for entry in module.get("objectives", [])}
    for found in files.values():
        for text in found.values():
            if unknown := set(text.meta.data["objectives"]) - known:
                message = f"the course has no objective {', '.join(sorted(unknown))}"
                findings.error(text.path, text.meta.line("objectives"), "objectives", message)


def _chapters(content: Content, key: str, guide: Located, findings: Findings) -> None:
    full = [chapter["key"] for chapter in guide.data["chapters"] if chapter["status"] == "full"]
    for index, chapter in enumerate(guide.data["chapters"], start=1):
        found = content.texts.get(("guide", key, "chapter", chapter["key"]), {})
        if (chapter["status"] == "full") != ("tr" in found):
            line = guide.line("chapters", index - 1)
            findings.error(
                guide.path, line, "files", f"chapter {chapter['key']}: a file is there when it is full"
            )
        for text in found.values():
            if text.path.name[:2] != f"{index:02}":
                findings.error(text.path, 0, "files", f"the place in the guide is {index:02}")
    for owner, found in content.texts.items():
        if owner[:2] == ("guide", key) and owner[3] not in full:
            for text in found.values():
                findings.error(text.path, 0, "outline", "the guide does not name this chapter as full")
    if (guide.data["status"] == "announced") != (not full):
        findings.error(
            guide.path, guide.line("status"), "outline", "announced means that no chapter is there"
        )


def _toolkit(content: Content, key: str, toolkit: Located, findings: Findings) -> None:
    found = content.texts.get(("toolkit", key), {})
    if toolkit.data["status"] == "full" and "tr" not in found:
        findings.error(toolkit.path, toolkit.line("status"), "files", "a full toolkit has page.tr.md")
    folder = toolkit.path.parent / "files"
    for index, file in enumerate(toolkit.data["files"]):
        if file not in content.downloads and not any(folder.glob(f"{file}.*")):
            findings.error(
                toolkit.path, toolkit.line("files", index), "files", f"files/{file}.yaml is missing"
            )
    for name, download in content.downloads.items():
        if download.path.parent == folder and name not in toolkit.data["files"]:
            findings.error(download.path, 0, "files", "toolkit.yaml does not name this file")


_TERMS = {
    "topics": "topics",
    "audiences": "audiences",
    "skills": "skills",
    "sectors": "sectors",
    "provinces": "provinces",
}


def _vocabulary(content: Content, findings: Findings) -> None:
    """Keys of topics and so on are those of programme.yaml; a folder without one is checked without them."""
    if content.programme is None:
        return
    known = {
        field: {entry["key"] for entry in content.programme.data.get(name, [])}
        for field, name in _TERMS.items()
    }
    for kind in (content.courses, content.toolkits, content.guides, content.news):
        for item in kind.values():
            for field, keys in known.items():
                for index, key in enumerate(item.data.get(field) or []):
                    if key not in keys:
                        line = item.line(field, index)
                        findings.error(
                            item.path, line, "vocabulary", f"{key!r} is not under {field} in programme.yaml"
                        )
