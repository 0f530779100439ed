"""Write the demo programme's files with one course cut short, for browsers: python -m tests.e2e.preparing_content FOLDER.

Journeys go through the operators' course to its certificate. How it works does not depend on how long it is, so they get its
first lessons and its first quiz. One toolkit is only announced, because that page is looked at as well. Everything else, the
other course in full too, is the demo programme's.
"""

import re
import shutil
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "site" / "demo" / "content"
SHORT = "5s-ve-yalin-calismaya-giris"
LESSONS = 4
IN_PREPARATION = "dongusel-tasarim-kartlari"


def cut(course: Path, lessons: int) -> None:
    """Keep the course's first full module with `lessons` lessons, the last of which holds its quiz."""
    path = course / "course.yaml"
    data = yaml.safe_load(path.read_text())
    full = [module for module in data["modules"] if module["status"] == "full"]
    first = full[0]
    objectives = [entry for module in full for entry in module.get("objectives", [])]
    with_quiz = next(key for key in first["lessons"] if f"::quiz key={first['quiz']}" in _text(course, key))
    kept = [key for key in first["lessons"] if key != with_quiz][: lessons - 1] + [with_quiz]
    first.update(lessons=kept, objectives=objectives)
    for module in full[1:]:
        module["status"] = "announced"
        for name in ("objectives", "lessons", "quiz"):
            module.pop(name, None)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    for file in (course / "lessons").glob("*.md"):
        if re.sub(r"^\d\d-|\.\w\w\.md$", "", file.name) not in kept:
            file.unlink()
    for file in (course / "quizzes").glob("*.yaml"):
        if file.name.split(".")[0] != first["quiz"]:
            file.unlink()


def announce(toolkit: Path) -> None:
    """Leave of a toolkit what is known before it is written: no page, no files."""
    path = toolkit / "toolkit.yaml"
    data = yaml.safe_load(path.read_text())
    data.update(status="announced", files=[])
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    for page in toolkit.glob("page.*.md"):
        page.unlink()
    shutil.rmtree(toolkit / "files", ignore_errors=True)


def _text(course: Path, lesson: str) -> str:
    return next((course / "lessons").glob(f"[0-9][0-9]-{lesson}.tr.md")).read_text()


def write(target: Path) -> None:
    """Copy the programme to `target`, cut the course and announce the toolkit."""
    shutil.copytree(CONTENT, target)
    cut(target / "courses" / SHORT, LESSONS)
    announce(target / "toolkits" / IN_PREPARATION)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
