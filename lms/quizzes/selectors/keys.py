"""The right answers of question versions. Only grading and reviewing may look here."""

from lms.quizzes.models import QuestionVersion
from lms.quizzes.rules.grading import AnswerKey, accepted_of


def answer_key(version: QuestionVersion) -> AnswerKey:
    """What is right for a question version."""
    return AnswerKey(
        kind=version.kind,
        right=frozenset(version.right),
        accepted=accepted_of(version.accepted),
        points=version.points,
    )
