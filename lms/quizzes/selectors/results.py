"""How the people she trains did in a quiz."""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from core.charts import Chart, Series, bar_chart
from lms.enrolments.models import Enrolment
from lms.quizzes.models import Attempt, QuestionVersion, Response
from lms.quizzes.rules.grading import shown_percent
from lms.quizzes.rules.inline_text import plain_text
from lms.quizzes.selectors.taking import language_of

STATES = ("passed", "not_passed", "not_taken")


@dataclass(frozen=True)
class ResultRow:
    """One person's results in a quiz. percent: of the best attempt; None before the first is handed in."""

    name: str
    group: str
    attempts: int
    percent: int | None
    passed: bool
    submitted_at: datetime | None
    best_attempt: uuid.UUID | None
    is_in_progress: bool


@dataclass(frozen=True)
class QuestionShare:
    """How many were right at the first go."""

    number: int
    text: str
    asked: int
    right: int

    @property
    def percent(self) -> int:
        """Share of right answers, rounded down."""
        return 100 * self.right // self.asked if self.asked else 0


def people_with_results(
    enrolments: QuerySet[Enrolment], activity_key: uuid.UUID | str, state: str = ""
) -> QuerySet[Enrolment]:
    """Enrolments with what ResultRow needs, by name; `state`: one of STATES, or all."""
    attempts = Attempt.objects.filter(enrolment=OuterRef("pk"), activity_key=activity_key)
    handed_in = attempts.filter(submitted_at__isnull=False)
    best = handed_in.order_by("-passed", "-percent", "number")
    rows = (
        enrolments.annotate(
            attempt_count=Count(
                "attempts",
                filter=Q(attempts__activity_key=activity_key, attempts__submitted_at__isnull=False),
                distinct=True,
            ),
            best_uuid=Subquery(best.values("uuid")[:1]),
            best_percent=Subquery(best.values("percent")[:1]),
            last_at=Max("attempts__submitted_at", filter=Q(attempts__activity_key=activity_key)),
            has_passed=Exists(handed_in.filter(passed=True)),
            has_open=Exists(attempts.filter(submitted_at=None)),
        )
        .select_related("user", "membership__cohort")
        .order_by("user__sort_name", "pk")
    )
    if state == "passed":
        return rows.filter(has_passed=True)
    if state == "not_passed":
        return rows.filter(has_passed=False, attempt_count__gt=0)
    if state == "not_taken":
        return rows.filter(attempt_count=0)
    return rows


def result_row(enrolment: Any) -> ResultRow:
    """An enrolment of people_with_results as a row."""
    return ResultRow(
        name=enrolment.user.get_full_name(),
        group=enrolment.membership.cohort.name if enrolment.membership else "",
        attempts=enrolment.attempt_count,
        percent=None if enrolment.best_percent is None else shown_percent(enrolment.best_percent),
        passed=enrolment.has_passed,
        submitted_at=enrolment.last_at,
        best_attempt=enrolment.best_uuid,
        is_in_progress=enrolment.has_open,
    )


def result_rows(enrolments: QuerySet[Enrolment]) -> Iterator[ResultRow]:
    """All rows, for a file; one query."""
    return (result_row(enrolment) for enrolment in enrolments.iterator(chunk_size=500))


def question_shares(
    enrolments: QuerySet[Enrolment], activity_key: uuid.UUID | str, language: str
) -> list[QuestionShare]:
    """Share of right answers to each question at everybody's first handed-in attempt, in the order asked now.

    First attempts only: a repeated one measures the feedback as well. Versions of a question count together and are
    shown with their newest text. Three queries.
    """
    first = (
        Attempt.objects.filter(
            enrolment__in=enrolments.values("pk"), activity_key=activity_key, submitted_at__isnull=False
        )
        .annotate(
            first_number=Subquery(
                Attempt.objects.filter(
                    enrolment=OuterRef("enrolment"), activity_key=activity_key, submitted_at__isnull=False
                )
                .order_by("number")
                .values("number")[:1]
            )
        )
        .filter(number=F("first_number"))
    )
    lists = list(first.order_by("submitted_at").values_list("question_versions", flat=True))
    asked: dict[int, int] = defaultdict(int)
    for ids in lists:
        for identifier in ids:
            asked[identifier] += 1
    right = dict(
        Response.objects.filter(attempt__in=first.values("pk"), points__gt=0)
        .values_list("question_version")
        .annotate(count=Count("pk"))
    )
    versions = QuestionVersion.objects.in_bulk(asked)
    order = {identifier: place for ids in lists for place, identifier in enumerate(ids)}
    by_question: dict[int, list[QuestionVersion]] = defaultdict(list)
    for identifier in sorted(versions, key=lambda one: order[one]):
        by_question[versions[identifier].question_id].append(versions[identifier])
    found = []
    for number, rows in enumerate(by_question.values(), start=1):
        newest = max(rows, key=lambda row: row.number)
        found.append(
            QuestionShare(
                number=number,
                text=plain_text(newest.texts[language_of(newest, language)]["stem"]),
                asked=sum(asked[row.pk] for row in rows),
                right=sum(right.get(row.pk, 0) for row in rows),
            )
        )
    return found


def shares_chart(title: str, shares: list[QuestionShare], label: str) -> Chart:
    """The shares as lying bars."""
    texts = [f"{share.number}. {_shorten(share.text)}" for share in shares]
    return bar_chart(title, texts, [Series(label, [share.percent for share in shares])], unit="%", top=100)


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:58].rstrip()}…"
