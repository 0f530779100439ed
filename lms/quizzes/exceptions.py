"""What can stand in the way of a quiz; each says the state it found."""

from typing import Any


class QuizError(Exception):
    """Base of all below."""


class AttemptClosed(QuizError):
    """The attempt is handed in; nothing about it can change."""


class NoAttemptsLeft(QuizError):
    """She has used all attempts that the quiz allows."""


class EnrolmentNotActive(QuizError):
    """She is no longer in the course."""


class NotAQuiz(QuizError):
    """The activity is no quiz, or has no questions."""


class QuestionNotInAttempt(QuizError):
    """The question belongs to another attempt or quiz (security statement 2)."""


class AnswerUnreadable(QuizError):
    """The answer is not of the shape its question asks for."""


class QuestionNotWhole(QuizError):
    """The question cannot be asked like this. `faults`: list of rules.question_shape.Finding."""

    def __init__(self, faults: list[Any]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults


class QuizSettingsWrong(QuizError):
    """A setting is outside its range. `field`: which."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field
