"""How an attempt is graded. The server alone grades, from the question versions frozen in the attempt.

A question gives all its points or none. That holds for "several right answers" too: it counts when exactly the right
ones are ticked. Partial points would reward ticking everything, or need minus points, which punish an honest try and
are hard to explain; the start page says the rule before the first question. A question without an answer gives none.
Short texts are compared as rules.text_answers says, against the accepted answers of every language: somebody who reads
in Arabic may answer in Turkish.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from lms.quizzes.enums import Kind
from lms.quizzes.rules.text_answers import is_accepted


@dataclass(frozen=True)
class AnswerKey:
    """What is right for one question."""

    kind: str
    right: frozenset[str]
    accepted: tuple[str, ...]
    points: int


@dataclass(frozen=True)
class Grade:
    """The result of an attempt. `points`: by question, in the order of the keys; `percent` of `max_score`, two places."""

    points: dict[int, Decimal]
    score: Decimal
    max_score: Decimal
    percent: Decimal
    passed: bool


def is_right(key: AnswerKey, answer: Mapping[str, Any] | None) -> bool:
    """Whether an answer ({"choices": [...]} or {"text": "…"}, None when there is none) is right."""
    if not answer:
        return False
    if key.kind == Kind.SHORT_TEXT:
        return is_accepted(str(answer.get("text", "")), key.accepted)
    chosen = frozenset(answer.get("choices", ()))
    return bool(chosen) and chosen == key.right


def grade(
    keys: Mapping[int, AnswerKey], answers: Mapping[int, Mapping[str, Any]], *, pass_mark: int
) -> Grade:
    """Grade an attempt: `keys` and `answers` by question version id; `pass_mark` in per cent, reached counts as passed.

    Passing is decided on the points, not on the rounded per cent: 2 of 3 is never 67 per cent of a pass mark of 67.
    """
    points = {
        identifier: Decimal(key.points if is_right(key, answers.get(identifier)) else 0)
        for identifier, key in keys.items()
    }
    score = sum(points.values(), Decimal(0))
    max_score = Decimal(sum(key.points for key in keys.values()))
    exact = score * 100 / max_score if max_score else Decimal(0)
    return Grade(
        points=points,
        score=score,
        max_score=max_score,
        percent=exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP),
        passed=bool(max_score) and score * 100 >= pass_mark * max_score,
    )


def shown_percent(percent: Decimal | float | None) -> int:
    """The one scale people see: whole per cent, rounded down, so that 69.99 never shows as a failed 70."""
    return int(Decimal(str(percent or 0)).quantize(Decimal(1), rounding=ROUND_DOWN))


def accepted_of(accepted: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Accepted answers of all languages in one row."""
    return tuple(text for texts in accepted.values() for text in texts)
