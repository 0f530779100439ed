"""What an answer may look like before it is kept: hostile and careless input ends here."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from lms.quizzes.enums import Kind

MAX_TEXT = 500
"""Letters that a written answer may have."""


class BadAnswer(ValueError):
    """The answer does not fit its question."""


def clean_answer(kind: str, choices: Sequence[str], raw: Any) -> dict[str, Any]:
    """The answer as it is stored: {"choices": [...]} in the order of the question, or {"text": "…"}.

    An empty answer (nothing ticked, nothing written) is an answer: it takes back an earlier one.
    Raises BadAnswer for unknown choices, two answers where one is asked for, and text that is too long.
    """
    if not isinstance(raw, dict):
        raise BadAnswer("not an answer")
    if kind == Kind.SHORT_TEXT:
        text = raw.get("text", "")
        if not isinstance(text, str):
            raise BadAnswer("text expected")
        return {"text": clean_text(text)}
    chosen = raw.get("choices", [])
    if not isinstance(chosen, list) or not all(isinstance(one, str) for one in chosen):
        raise BadAnswer("choices expected")
    if not set(chosen) <= set(choices):
        raise BadAnswer("unknown choice")
    if kind != Kind.MULTIPLE and len(set(chosen)) > 1:
        raise BadAnswer("one choice expected")
    return {"choices": [choice for choice in choices if choice in chosen]}


def clean_text(text: str) -> str:
    """A written answer without control characters (PostgreSQL's JSON refuses NUL) and outer spaces."""
    if len(text) > MAX_TEXT:
        raise BadAnswer("text too long")
    kept = (letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cs"} or letter in "\n\t")
    return "".join(kept).strip()


def is_empty(answer: dict[str, Any] | None) -> bool:
    """Whether there is no answer in it."""
    return not answer or not (answer.get("choices") or answer.get("text"))
