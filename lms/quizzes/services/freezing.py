"""What an edition keeps of a quiz block: everything that an attempt and its grade depend on."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from core.languages import LANGUAGES
from lms.quizzes.models import QuestionVersion, Quiz
from lms.quizzes.selectors.authored import newest_versions_of, quizzes_of_blocks

MATERIAL_KEYS = ("pass_mark", "max_attempts", "minutes", "grading")
"""A change of one of these can change who passes, so it waits for the trainer; a corrected spelling does not."""


def freeze_quizzes(values: Sequence[Mapping[str, Any]], languages: Sequence[str]) -> list[dict[str, Any]]:
    """The activities of quiz blocks for an edition, in the same order. Two queries, however many blocks.

    `versions`: ids of question versions in the order they are asked. `grading`: a digest of the questions, their kinds,
    points and right answers; it tells that something changed without telling what is right (the outline is data that
    many pages read). A block whose quiz is missing is frozen empty; quiz_problems keeps it from being published.
    """
    quizzes = quizzes_of_blocks(values)
    versions = newest_versions_of(quizzes)
    return [_freeze(value, quizzes.get(_quiz_id(value)), versions) for value in values]


def problems_of_quizzes(values: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """For each quiz block what keeps its course from being published. Two queries, however many blocks."""
    quizzes = quizzes_of_blocks(values)
    versions = newest_versions_of(quizzes)
    found: list[list[str]] = []
    for value in values:
        quiz = quizzes.get(_quiz_id(value))
        if quiz is None:
            found.append([_("A quiz block has no quiz. Choose one or remove the block.")])
        elif not versions[quiz.pk]:
            found.append([_("The quiz “%(title)s” has no question yet.") % {"title": quiz.title}])
        else:
            found.append([])
    return found


def _quiz_id(value: Mapping[str, Any]) -> int:
    return int(value.get("quiz") or 0)


def _freeze(
    value: Mapping[str, Any], quiz: Quiz | None, versions: dict[int, list[QuestionVersion]]
) -> dict[str, Any]:
    asked = versions.get(quiz.pk, []) if quiz else []
    titles = quiz.titles if quiz else {}
    weight = value.get("weight")
    return {
        "titles": {language: titles[language] for language in LANGUAGES if titles.get(language)},
        "is_required": bool(value.get("is_required", True)),
        "weight": int(1 if weight is None else weight),
        "config": {
            "quiz": str(quiz.uuid) if quiz else "",
            "pass_mark": quiz.pass_mark if quiz else 0,
            "max_attempts": quiz.max_attempts if quiz else None,
            "minutes": quiz.minutes if quiz else None,
            "versions": [version.pk for version in asked],
            "grading": _digest(asked),
        },
    }


def _digest(versions: Sequence[QuestionVersion]) -> str:
    rubric = sorted(
        [version.question_id, version.kind, version.points, sorted(version.choices), sorted(version.right)]
        for version in versions
    )
    return hashlib.sha256(json.dumps(rubric).encode()).hexdigest()[:32]
