"""A graded quiz is told to whom it belongs. Connected in lms/wiring.py."""

from typing import Any

from core.addresses import paths_by_language
from core.languages import LANGUAGES
from core.notifications import notify
from lms.courses.selectors.reading import outline_for
from lms.quizzes.models import Attempt
from lms.quizzes.signals import attempt_submitted


def on_attempt_submitted(sender: Any, attempt: Attempt, **_kwargs: Any) -> None:
    """The result as it was graded; most of all for her whose time ran out while she was away."""
    key = str(attempt.activity_key)
    outlines = {language: outline_for(attempt.edition, language) for language in LANGUAGES}
    activities = {language: outline.find_activity(key) for language, outline in outlines.items()}
    notify(
        user=attempt.enrolment.user,
        kind="results",
        key=f"results:{attempt.uuid}",
        context={
            "quiz": {language: one.title if one else "" for language, one in activities.items()},
            "course": {language: outline.title for language, outline in outlines.items()},
            "percent": int(attempt.percent or 0),
            "passed": bool(attempt.passed),
            "by_clock": attempt.submitted_by_clock,
            "address": paths_by_language("lms:attempt-detail", attempt.uuid),
        },
    )


def connect() -> None:
    """Listen; called once while Django starts."""
    attempt_submitted.connect(on_attempt_submitted, dispatch_uid="quizzes.attempt_submitted")
