"""Results in packages as tables that leave the site."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.enrolments.models import Enrolment
from lms.h5p.models import H5PAttempt
from lms.h5p.rules.meeting import is_met
from lms.h5p.selectors.answers import all_answers
from lms.h5p.selectors.results import attempts_for_file, shown_percent

ATTEMPT_HEADER = (
    gettext_lazy("Name"),
    gettext_lazy("Group"),
    gettext_lazy("Attempt"),
    gettext_lazy("Begun on"),
    gettext_lazy("Worked through on"),
    gettext_lazy("Points, as the package reports"),
    gettext_lazy("Points possible"),
    gettext_lazy("Per cent"),
    gettext_lazy("Best, per cent"),
    gettext_lazy("Seconds"),
    gettext_lazy("Meets the course"),
    gettext_lazy("Version of the package"),
)
ANSWER_HEADER = (
    gettext_lazy("Name"),
    gettext_lazy("Group"),
    gettext_lazy("Attempt"),
    gettext_lazy("Answered on"),
    gettext_lazy("Question"),
    gettext_lazy("Answer"),
    gettext_lazy("Right answer"),
    gettext_lazy("Right, as the package reports"),
)


def attempt_lines(
    enrolments: QuerySet[Enrolment], activity_key: uuid.UUID, config: Mapping[str, Any]
) -> Iterator[list[Any]]:
    """A line for every attempt. One query."""
    for attempt in attempts_for_file(enrolments, activity_key):
        is_done = attempt.completed_at is not None
        yield [
            *_who(attempt.enrolment),
            attempt.number,
            attempt.started_at,
            attempt.completed_at,
            attempt.score,
            attempt.max_score,
            shown_percent(attempt.scaled),
            shown_percent(attempt.best),
            attempt.seconds,
            _("yes") if is_met(config, is_completed=is_done, best=attempt.best) else _("no"),
            attempt.version.number,
        ]


def answer_lines(
    enrolments: QuerySet[Enrolment], activity_key: uuid.UUID, language: str
) -> Iterator[list[Any]]:
    """A line for every answer, oldest first. Three queries."""
    related = enrolments.select_related("user", "membership__cohort")
    people = {one.pk: _who(one) for one in related}
    numbers = dict(
        H5PAttempt.objects.filter(enrolment__in=list(people), activity_key=activity_key).values_list(
            "registration", "number"
        )
    )
    for person, registration, said_at, answer in all_answers(enrolments, activity_key, language):
        yield [
            *people[person],
            numbers.get(registration),
            said_at,
            answer.question,
            "; ".join(answer.given),
            "; ".join(answer.right),
            "" if answer.is_right is None else (_("yes") if answer.is_right else _("no")),
        ]


def _who(enrolment: Enrolment) -> list[str]:
    return [
        enrolment.user.get_full_name(),
        enrolment.membership.cohort.name if enrolment.membership else "",
    ]
