"""Keys are unique, and one that was published stays: keys.txt in the content folder lists them all."""

from collections.abc import Iterator
from pathlib import Path

from demo.checking.findings import Findings
from demo.checking.folder import Content

REGISTER = "keys.txt"


def all_keys(content: Content) -> Iterator[str]:
    """The paths of keys that identifiers are made from (docs/content-format.md, section 1)."""
    for key, course in content.courses.items():
        yield f"course/{key}"
        for module in course.data["modules"]:
            yield f"course/{key}/module/{module['key']}"
    for kind, found in (
        ("toolkit", content.toolkits),
        ("guide", content.guides),
        ("news", content.news),
        ("page", content.pages),
    ):
        for key in found:
            yield f"{kind}/{key}"
    for key, toolkit in content.toolkits.items():
        for file in toolkit.data["files"]:
            yield f"toolkit/{key}/file/{file}"
    for owner, texts in content.texts.items():
        path = "/".join(owner)
        if owner[0] in ("course", "guide"):
            yield path
        for text in texts.values():
            for block in text.blocks:
                yield f"{path}/block/{block.key}"
    for key in content.packages:
        yield f"package/{key}"
    for quiz in content.quizzes.values():
        yield f"quiz/{quiz.key}"
        for question in quiz.structure.data["questions"]:
            yield f"quiz/{quiz.key}/question/{question['key']}"
            for choice in question.get("choices", []):
                yield f"quiz/{quiz.key}/question/{question['key']}/choice/{choice}"


def check_keys(content: Content, findings: Findings) -> None:
    """What the register names is still there; what it does not name yet is counted in a note."""
    register = content.root / REGISTER
    if not register.is_file():
        findings.note(
            register, 0, "keys", "no register of published keys yet (content check --register makes it)"
        )
        return
    there = set(all_keys(content))
    lines = register.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if line and not line.startswith("#") and line not in there:
            message = f"{line} was published and is gone; a key never changes, and records point to it"
            findings.error(register, number, "keys", message)
    if new := there - set(lines):
        findings.note(
            register, 0, "keys", f"{len(new)} keys are not registered as published (--register adds them)"
        )


def register_keys(content: Content) -> int:
    """Add every key that is not in the register; return how many. None is ever removed."""
    path: Path = content.root / REGISTER
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    head = [line for line in lines if line.startswith("#")] or [
        "# Keys that were published (docs/content-format.md). Added by: manage.py content check --register"
    ]
    before = {line for line in lines if line and not line.startswith("#")}
    after = before | set(all_keys(content))
    path.write_text("\n".join([*head, *sorted(after)]) + "\n", encoding="utf-8")
    return len(after - before)
