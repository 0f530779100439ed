"""Quizzes and their questions, through the authoring service."""

from pathlib import Path
from typing import Any

from demo.keys import key_uuid
from demo.loading.tree import pick
from demo.reading.files import LANGUAGES, ContentError, read_yaml
from demo.reading.rich_text import to_plain
from lms.quizzes.models import Question, Quiz
from lms.quizzes.services.authoring import add_question, create_quiz

_KINDS = {"single": "single", "multiple": "multiple", "true-false": "true_false", "short-text": "short_text"}


def load_quiz(folder: Path, key: str, objectives: dict[str, Any], by: Any) -> Quiz:
    """The quiz `key` of a course's `quizzes` folder; an existing one is left as it is. Raises ContentError."""
    existing = Quiz.objects.filter(uuid=key_uuid("quiz", key)).first()
    if existing:
        return existing
    path = folder / f"{key}.yaml"
    structure = read_yaml(path)
    texts = {
        language: read_yaml(folder / f"{key}.{language}.yaml")
        for language in LANGUAGES
        if (folder / f"{key}.{language}.yaml").is_file()
    }
    quiz = create_quiz(
        titles={language: text["title"] for language, text in texts.items()},
        by=by,
        pass_mark=structure["pass_mark"],
        max_attempts=structure["attempts_allowed"],
        minutes=structure["time_limit_minutes"],
    )
    Quiz.objects.filter(pk=quiz.pk).update(uuid=key_uuid("quiz", key))
    for entry in structure["questions"]:
        missing = [language for language, text in texts.items() if entry["key"] not in text["questions"]]
        if missing:
            raise ContentError(path, 0, f"question {entry['key']} has no text in {', '.join(missing)}")
        question = add_question(
            quiz=quiz,
            kind=_KINDS[entry["type"]],
            texts={language: _texts(text["questions"][entry["key"]]) for language, text in texts.items()},
            choices=entry.get("choices", []),
            right=entry.get("right", []),
            accepted={
                language: text["questions"][entry["key"]]["accept"]
                for language, text in texts.items()
                if "accept" in text["questions"][entry["key"]]
            },
            points=entry["points"],
            objective=pick(objectives[entry["objective"]], "tr")[:200],
            by=by,
        )
        Question.objects.filter(pk=question.pk).update(uuid=key_uuid("quiz", key, "question", entry["key"]))
    quiz.refresh_from_db()
    return quiz


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
