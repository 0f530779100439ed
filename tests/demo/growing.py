"""Make a course of the demo's files longer, to see what does not depend on its length."""

import re
from pathlib import Path

import yaml


def grow(course: Path, times: int) -> None:
    """Repeat the first full module `times` times: new keys for lessons, objectives, quizzes; all languages."""
    path = course / "course.yaml"
    data = yaml.safe_load(path.read_text())
    first = next(module for module in data["modules"] if module["status"] == "full")
    for old in data["modules"]:
        if old is not first:
            old["status"] = "announced"
            for name in ("objectives", "lessons", "quiz"):
                old.pop(name, None)
    place = len(first["lessons"])
    for turn in range(2, times + 1):
        module = yaml.safe_load(yaml.safe_dump(first))
        module["key"] = f"{first['key']}-{turn}"
        module["objectives"] = [{**entry, "key": f"{entry['key']}-{turn}"} for entry in first["objectives"]]
        module["lessons"] = [f"{key}-{turn}" for key in first["lessons"]]
        module["quiz"] = f"{first['quiz']}-{turn}"
        for key in first["lessons"]:
            place += 1
            for file in list((course / "lessons").glob(f"[0-9][0-9]-{key}.*.md")):
                text = re.sub(rf"^key: {key}$", f"key: {key}-{turn}", file.read_text(), flags=re.MULTILINE)
                head, body = text.split("\n---\n", 1)
                lines = [
                    line.replace(",", f"-{turn},").replace("]", f"-{turn}]")
                    if line.startswith("objectives:")
                    else line
                    for line in head.split("\n")
                ]
                text = "\n".join(lines) + "\n---\n" + body
                text = text.replace(f"::quiz key={first['quiz']}", f"::quiz key={first['quiz']}-{turn}")
                language = file.name.split(".")[1]
                file.with_name(f"{place:02}-{key}-{turn}.{language}.md").write_text(text)
        for file in list((course / "quizzes").glob(f"{first['quiz']}.*")):
            text = re.sub(
                r"^key: .*$", f"key: {first['quiz']}-{turn}", file.read_text(), count=1, flags=re.MULTILINE
            )
            text = re.sub(r"objective: ([a-z0-9-]+)", rf"objective: \1-{turn}", text)
            file.with_name(file.name.replace(first["quiz"], f"{first['quiz']}-{turn}")).write_text(text)
        data["modules"].append(module)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
