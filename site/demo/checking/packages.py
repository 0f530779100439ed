"""Packages of courses: a file that is there, or an exercise that is whole in every language of its course."""

from demo.checking.findings import Findings
from demo.checking.folder import Content
from demo.reading.located import Located

MOST_STEPS = 12
TITLE, NAME = 255, 200


def check_packages(content: Content, findings: Findings) -> None:
    """Look at every package, and note those that no lesson shows."""
    shown = {block.key for text in content.every_text() for block in text.blocks if block.kind == "h5p"}
    for key, found in content.packages.items():
        course = content.courses.get(found.path.parent.parent.name)
        if ("file" in found.data) == ("steps" in found.data or "task" in found.data):
            findings.error(found.path, 0, "packages", "a package has either a file, or a task with its steps")
        elif "file" in found.data:
            _file(found, findings)
        else:
            _exercise(found, course.data["languages"] if course else ["tr"], findings)
        if len(found.data["title"]) > TITLE or len(found.data.get("credit", "")) > NAME:
            message = f"a title has at most {TITLE} characters, a credit {NAME}"
            findings.error(found.path, found.line("title"), "length", message)
        if key not in shown:
            findings.note(found.path, 0, "packages", "no lesson shows this package")


def _file(found: Located, findings: Findings) -> None:
    name = found.data["file"]
    if "/" in name or not name.endswith(".h5p") or not (found.path.parent / name).is_file():
        findings.error(
            found.path, found.line("file"), "packages", f"there is no {name} (an .h5p file) beside it"
        )


def _exercise(found: Located, languages: list[str], findings: Findings) -> None:
    for name in ("task", "steps"):
        if name not in found.data:
            findings.error(found.path, 0, "packages", f"an exercise has a {name}")
            return
    steps = found.data["steps"]
    if len(steps) > MOST_STEPS:
        findings.error(found.path, found.line("steps"), "packages", f"at most {MOST_STEPS} steps")
    wanted = [(("task",), found.data["task"])]
    wanted += [
        (("steps", place, name), step[name]) for place, step in enumerate(steps) for name in ("text", "why")
    ]
    for where, texts in wanted:
        for language in languages:
            if language not in texts:
                findings.error(found.path, found.line(*where), "twins", f"the text in {language} is missing")
    for language in languages:
        words = [step["text"].get(language) for step in steps]
        if len(set(words)) != len(words):
            message = f"two steps read the same in {language}, so nobody can tell their order"
            findings.error(found.path, found.line("steps"), "packages", message)
