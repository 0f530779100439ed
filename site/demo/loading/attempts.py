"""One attempt at a quiz of the demo's trainees, with a wanted result."""

from datetime import datetime, timedelta
from typing import Any

from demo.clock import at
from lms.enrolments.models import Enrolment
from lms.quizzes.models import QuestionVersion
from lms.quizzes.services.attempts import GivenAnswer, save_answers, start_attempt, submit_attempt


def load_attempt(enrolment: Enrolment, activity: Any, entry: dict[str, Any], started_at: datetime) -> None:
    """Attempt a quiz at `started_at`.

    `score` is the wanted result in per cent; the nearest that the number of questions allows is made. With `answered`, only
    so many questions are answered and nothing is handed in; otherwise it is handed in after `minutes`.
    """
    versions = QuestionVersion.objects.in_bulk(activity.config["versions"])
    with at(started_at):
        attempt = start_attempt(enrolment=enrolment, activity=activity)
    asked = attempt.question_versions
    wrong = wrong_places(len(asked), entry["score"])
    answered = asked[: entry.get("answered", len(asked))]
    with at(started_at + timedelta(seconds=30 * len(answered))):
        save_answers(
            attempt=attempt,
            answers=[
                GivenAnswer(pk, _answer(versions[pk], is_wrong=sequence - 1 in wrong), sequence)
                for sequence, pk in enumerate(answered, start=1)
            ],
        )
    if "answered" not in entry:
        with at(started_at + timedelta(minutes=max(entry["minutes"], (len(asked) + 2) // 2))):
            submit_attempt(attempt=attempt)


def wrong_places(questions: int, score: int) -> set[int]:
    """Which of the questions (from 0) are answered wrongly for a result near `score`, spread over the whole quiz."""
    wrong = round(questions * (100 - score) / 100)
    return {(2 * index + 1) * questions // (2 * wrong) for index in range(wrong)}


def _answer(version: QuestionVersion, *, is_wrong: bool) -> dict[str, Any]:
    if version.kind == "short_text":
        return {"text": "bilmiyorum" if is_wrong else next(iter(version.accepted.values()))[0]}
    if is_wrong:
        return {"choices": [next(key for key in version.choices if key not in version.right)]}
    return {"choices": list(version.right)}
