"""Quizzes that were edited on the site, written back into their YAML files."""

from pathlib import Path
from typing import Any

import yaml

from demo.exporting.edited import Exported
from demo.keys import key_uuid
from demo.loading.page_state import digest
from demo.loading.quizzes import quiz_state
from demo.models import LoadedObject
from demo.reading.files import LANGUAGES, read_yaml
from demo.reading.rich_text import to_plain
from lms.quizzes.models import Quiz


def export_quizzes(folder: Path, done: Exported) -> None:
    """Write texts, accepted answers, points, right choices and settings; new or retired questions are named and left."""
    for loaded in LoadedObject.objects.filter(path__startswith="quiz/").order_by("path"):
        key = loaded.path.removeprefix("quiz/")
        quiz = Quiz.objects.filter(uuid=key_uuid("quiz", key)).first()
        base = next(iter(sorted(folder.glob(f"courses/*/quizzes/{key}.yaml"))), None)
        if quiz is None or base is None:
            continue
        state = quiz_state(quiz, key)
        if digest(state) == loaded.cms_digest:
            continue
        structure = read_yaml(base)
        if [entry["key"] for entry in structure["questions"]] != state["order"]:
            done.left.append(
                (loaded.path, "questions came, went or moved; write those into the files by hand")
            )
            continue
        _structure(structure, state)
        _dump(base, structure)
        done.written.append(base)
        for language in LANGUAGES:
            path = base.with_name(f"{key}.{language}.yaml")
            if path.is_file():
                texts = read_yaml(path)
                _texts(texts, state, language)
                _dump(path, texts)
                done.written.append(path)


def _structure(structure: dict[str, Any], state: dict[str, Any]) -> None:
    structure.update(
        pass_mark=state["pass_mark"],
        attempts_allowed=state["max_attempts"],
        time_limit_minutes=state["minutes"],
    )
    for entry in structure["questions"]:
        now = state["questions"][entry["key"]]
        entry["points"] = now["points"]
        if "choices" in entry:
            entry.update(choices=now["choices"], right=now["right"])


def _texts(texts: dict[str, Any], state: dict[str, Any], language: str) -> None:
    """Marks such as ** in the file stay where its words are still the same."""
    texts["title"] = state["titles"].get(language, texts["title"])
    for key, entry in texts["questions"].items():
        now = state["questions"][key]["texts"].get(language)
        if now is None:
            continue
        _set(entry, "text", now["stem"])
        for choice, said in now.get("choices", {}).items():
            place = entry.setdefault("choices", {}).setdefault(choice, {})
            for name in ("text", "feedback"):
                _set(place, name, said[name])
        for name in ("feedback_right", "feedback_wrong"):
            if name in now:
                _set(entry, name, now[name])
        if language in state["questions"][key]["accepted"]:
            entry["accept"] = state["questions"][key]["accepted"][language]


def _set(place: dict[str, Any], name: str, words: str) -> None:
    if to_plain(str(place.get(name, ""))) != words:
        place[name] = words


def _dump(path: Path, data: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")
