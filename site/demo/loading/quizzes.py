"""Quizzes and their questions, through the authoring service."""

from pathlib import Path
from typing import Any

from demo.keys import key_uuid
from demo.loading.memory import Fate, Memory
from demo.loading.page_state import State
from demo.loading.tree import pick
from demo.reading.files import LANGUAGES, ContentError, read_yaml
from demo.reading.rich_text import to_plain
from lms.quizzes.models import Question, Quiz
from lms.quizzes.services.authoring import (
    add_question,
    change_question,
    change_quiz,
    create_quiz,
    restore_question,
    retire_question,
)

_KINDS = {"single": "single", "multiple": "multiple", "true-false": "true_false", "short-text": "short_text"}
_SETTINGS = ("pass_mark", "max_attempts", "minutes")
_QUESTION = ("kind", "texts", "choices", "right", "accepted", "points", "objective")


def load_quiz(memory: Memory, folder: Path, key: str, objectives: dict[str, Any], by: Any) -> Quiz:
    """The quiz `key` of a course's `quizzes` folder, made or following its files. Raises ContentError."""
    wanted = _read(folder, key, objectives)
    quiz = Quiz.objects.filter(uuid=key_uuid("quiz", key)).first()
    if quiz is None:
        quiz = create_quiz(titles=wanted["titles"], by=by, **{name: wanted[name] for name in _SETTINGS})
        Quiz.objects.filter(pk=quiz.pk).update(uuid=key_uuid("quiz", key))
        quiz.refresh_from_db()
        memory.made += 1
    else:
        fate = memory.judge(f"quiz/{key}", "", wanted, quiz_state(quiz, key))
        if fate is not Fate.FOLLOW:
            return quiz
        change_quiz(quiz=quiz, titles=wanted["titles"], by=by, **{name: wanted[name] for name in _SETTINGS})
        memory.followed += 1
    _write_questions(quiz, key, wanted["questions"], by)
    memory.remember(f"quiz/{key}", "", wanted, quiz_state(quiz, key))
    return quiz


def quiz_state(quiz: Quiz, key: str) -> State:
    """What the CMS has, in the form of `_read`: the newest version of every question that is asked, in order."""
    names = {str(key_uuid("quiz", key, "question", f"q{number}")): f"q{number}" for number in range(1, 200)}
    questions: dict[str, Any] = {}
    for question in (
        quiz.questions.filter(retired_at=None).order_by("sort_order").prefetch_related("versions")
    ):
        version = max(question.versions.all(), key=lambda one: one.number)
        name = names.get(str(question.uuid), str(question.uuid))
        questions[name] = {field: getattr(version, field) for field in _QUESTION}
    return {
        "titles": quiz.titles,
        **{name: getattr(quiz, name) for name in _SETTINGS},
        "order": list(questions),
        "questions": questions,
    }


def _read(folder: Path, key: str, objectives: dict[str, Any]) -> State:
    path = folder / f"{key}.yaml"
    structure = read_yaml(path)
    texts = {
        language: read_yaml(folder / f"{key}.{language}.yaml")
        for language in LANGUAGES
        if (folder / f"{key}.{language}.yaml").is_file()
    }
    questions: dict[str, Any] = {}
    for entry in structure["questions"]:
        missing = [language for language, text in texts.items() if entry["key"] not in text["questions"]]
        if missing:
            raise ContentError(path, 0, f"question {entry['key']} has no text in {', '.join(missing)}")
        if entry["objective"] not in objectives:
            raise ContentError(
                path, 0, f"question {entry['key']}: there is no objective {entry['objective']!r}"
            )
        choices = entry.get("choices", [])
        questions[entry["key"]] = {
            "kind": _KINDS[entry["type"]],
            "texts": {language: _texts(text["questions"][entry["key"]]) for language, text in texts.items()},
            "choices": choices,
            "right": [choice for choice in choices if choice in entry.get("right", [])],
            "accepted": {
                language: [str(one).strip() for one in text["questions"][entry["key"]]["accept"]]
                for language, text in texts.items()
                if "accept" in text["questions"][entry["key"]]
            },
            "points": entry["points"],
            "objective": pick(objectives[entry["objective"]], "tr")[:200],
        }
    return {
        "titles": {language: " ".join(text["title"].split()) for language, text in texts.items()},
        "pass_mark": structure["pass_mark"],
        "max_attempts": structure["attempts_allowed"],
        "minutes": structure["time_limit_minutes"],
        "order": list(questions),
        "questions": questions,
    }


def _write_questions(quiz: Quiz, key: str, wanted: dict[str, Any], by: Any) -> None:
    there = {question.uuid: question for question in quiz.questions.all()}
    for place, (name, content) in enumerate(wanted.items()):
        uuid = key_uuid("quiz", key, "question", name)
        question = there.pop(uuid, None)
        if question is None:
            question = add_question(quiz=quiz, by=by, **content)
            Question.objects.filter(pk=question.pk).update(uuid=uuid, sort_order=place)
            continue
        restore_question(question=question, by=by)
        change_question(question=question, by=by, **content)
        if question.sort_order != place:
            Question.objects.filter(pk=question.pk).update(sort_order=place)
    for question in there.values():
        retire_question(question=question, by=by)


def _texts(question: dict[str, Any]) -> dict[str, Any]:
    texts: dict[str, Any] = {
        "stem": to_plain(question["text"]),
        "choices": {
            key: {"text": to_plain(str(choice["text"])), "feedback": to_plain(choice["feedback"])}
            for key, choice in question.get("choices", {}).items()
        },
    }
    if "feedback_right" in question:
        texts["feedback_right"] = question["feedback_right"]
        texts["feedback_wrong"] = question["feedback_wrong"]
    return texts
