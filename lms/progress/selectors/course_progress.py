"""How far somebody is in a course: edition rules and records, put together in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import BigAutoField, Max, QuerySet

from core.kept_queries import KeptQuery
from core.languages import active_language
from lms.courses.selectors.reading import CourseOutline, outline_for
from lms.enrolments.models import Enrolment
from lms.h5p.selectors.best import completed_results
from lms.progress.models import ActivityCompletion, CourseCompletion
from lms.progress.rules.completion import (
    ATTENDANCE,
    LESSON,
    Meetings,
    Records,
    Trace,
    evaluate,
    requirements_of,
)
from lms.progress.selectors.meetings import meetings_of_many
from lms.quizzes.models import Attempt
from lms.videos.selectors.watching import watched_results


@dataclass(frozen=True)
class Missing:
    """Something that the course still asks for, with its title in the reader's language."""

    kind: str
    key: str
    lesson_key: str
    title: str
    number: int
    have: Decimal | None = None
    need: Decimal | None = None
    sessions: tuple[int, ...] = ()


@dataclass(frozen=True)
class Progress:
    """How far she is. `percent` is 100 only when the course is complete; `done` also holds what is not required."""

    done: frozenset[str]
    required: int
    done_required: int
    percent: int
    lessons: int
    lessons_done: int
    next_lesson_key: str | None
    next_step: Missing | None
    missing: list[Missing]
    last_done_id: int
    completed_at: datetime | None
    trace: Trace
    best: dict[str, Decimal] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        """Completed once is completed for good (publishing never lowers progress)."""
        return self.completed_at is not None


@dataclass
class _Kept:
    """A person's records in one course; `done` in the order of doing."""

    done: list[str] = field(default_factory=list)
    last_done_id: int = 0
    best: dict[str, Decimal] = field(default_factory=dict)
    meetings: Meetings = field(default_factory=Meetings)
    completed_at: datetime | None = None

    def records(self) -> Records:
        return Records(frozenset(self.done), self.best, self.meetings)


def done_keys(enrolment: Enrolment) -> list[str]:
    """Keys of completed activities, the newest last. One query."""
    return [str(key) for _pk, _enrolment, key in _DONE_BY_ONE.rows(enrolment.pk)]


def progress_of(enrolment: Enrolment, outline: CourseOutline | None = None) -> Progress:
    """How far she is. At most six queries; one less each where attendance does not count, and where there
    is no package or no video."""
    kept = _kept_of([enrolment])[enrolment.pk]
    return _put_together(enrolment, outline or outline_for(enrolment.edition, active_language()), kept)


def progress_of_many(enrolments: Iterable[Enrolment]) -> dict[int, Progress]:
    """The same for many, by enrolment id, in at most seven queries however many there are (editions from the cache)."""
    wanted = list(enrolments)
    kept = _kept_of(wanted)
    language = active_language()
    outlines: dict[int, CourseOutline] = {}
    found = {}
    for enrolment in wanted:
        outline = outlines.get(enrolment.edition_id)
        if outline is None:
            outline = outlines[enrolment.edition_id] = outline_for(enrolment.edition, language)
        found[enrolment.pk] = _put_together(enrolment, outline, kept[enrolment.pk])
    return found


def records_of_many(enrolments: Iterable[Enrolment]) -> dict[int, Records]:
    """What the completion rule looks at, by enrolment id."""
    return {pk: kept.records() for pk, kept in _kept_of(list(enrolments)).items()}


def trace_of(enrolment: Enrolment, records: Records) -> Trace:
    """The completion rule's answer for her edition."""
    outline = outline_for(enrolment.edition, "tr")
    return evaluate(
        requirements_of(outline.lessons, enrolment.edition.rules.get("min_attendance_percent")), records
    )


def _kept_of(enrolments: list[Enrolment]) -> dict[int, _Kept]:
    ids = [enrolment.pk for enrolment in enrolments]
    kept = {pk: _Kept() for pk in ids}
    if not ids:
        return kept
    is_one = len(ids) == 1
    for pk, enrolment_id, key in _DONE_BY_ONE.rows(ids[0]) if is_one else _done(enrolment__in=ids):
        kept[enrolment_id].done.append(str(key))
        kept[enrolment_id].last_done_id = pk
    for enrolment_id, key, best in _BEST_OF_ONE.rows(ids[0]) if is_one else _best(enrolment__in=ids):
        kept[enrolment_id].best[str(key)] = best
    for result in completed_results(enrolments):
        if result.percent is not None:
            known = kept[result.enrolment_id].best
            known[result.activity_key] = max(result.percent, known.get(result.activity_key, result.percent))
    for watched in watched_results(enrolments):
        kept[watched.enrolment_id].best[watched.activity_key] = watched.percent
    for enrolment_id, at in _completions(enrolments):
        kept[enrolment_id].completed_at = at
    asking = [one for one in enrolments if one.edition.rules.get("min_attendance_percent") is not None]
    for enrolment_id, meetings in meetings_of_many(asking).items():
        kept[enrolment_id].meetings = meetings
    return kept


def _done(**which: Any) -> QuerySet[Any, Any]:
    rows = ActivityCompletion.objects.filter(**which).order_by("pk")
    return rows.values_list("pk", "enrolment_id", "activity_key")


def _best(**which: Any) -> QuerySet[Any, Any]:
    results = Attempt.objects.filter(**which, submitted_at__isnull=False)
    return results.values_list("enrolment_id", "activity_key").annotate(best=Max("percent"))


_DONE_BY_ONE = KeptQuery(lambda enrolment: _done(enrolment=enrolment), BigAutoField())
_BEST_OF_ONE = KeptQuery(lambda enrolment: _best(enrolment=enrolment), BigAutoField())


def _completions(enrolments: list[Enrolment]) -> Iterable[tuple[int, datetime]]:
    """From what the enrolment was read with, where it was (`select_related("completion")`), else one query."""
    if all("completion" in enrolment._state.fields_cache for enrolment in enrolments):
        return [
            (enrolment.pk, enrolment.completion.completed_at)
            for enrolment in enrolments
            if enrolment._state.fields_cache["completion"] is not None
        ]
    rows = CourseCompletion.objects.filter(enrolment__in=[enrolment.pk for enrolment in enrolments])
    return rows.values_list("enrolment_id", "completed_at")


def _put_together(enrolment: Enrolment, outline: CourseOutline, kept: _Kept) -> Progress:
    trace = evaluate(
        requirements_of(outline.lessons, enrolment.edition.rules.get("min_attendance_percent")),
        kept.records(),
    )
    done = frozenset(kept.done)
    titles = {}
    for lesson in outline.lessons:
        titles[str(lesson.key)] = lesson.title
        for activity in lesson.activities:
            titles[str(activity.key)] = activity.title
    missing = [
        Missing(
            item.kind,
            item.key,
            item.lesson_key,
            titles.get(item.key, ""),
            item.number,
            item.have,
            item.need,
            item.sessions,
        )
        for item in trace.missing
    ]
    keys = [str(lesson.key) for lesson in outline.lessons]
    next_lesson = next_after_last(keys, kept.done)
    return Progress(
        done=done,
        required=trace.required,
        done_required=trace.done_required,
        percent=100 if kept.completed_at else min(trace.percent, 99),
        lessons=len(keys),
        lessons_done=sum(key in done for key in keys),
        next_lesson_key=next_lesson,
        next_step=_next_step(missing, next_lesson, keys, titles),
        missing=missing,
        last_done_id=kept.last_done_id,
        completed_at=kept.completed_at,
        trace=trace,
        best=kept.best,
    )


def next_after_last(keys: list[str], done: list[str]) -> str | None:
    """Where she goes on: the first lesson not done after the one done last, else the first not done; None when all are."""
    is_done = set(done)
    order = {key: index for index, key in enumerate(keys)}
    last = next((order[key] for key in reversed(done) if key in order), -1)
    return next((key for key in [*keys[last + 1 :], *keys[: last + 1]] if key not in is_done), None)


def _next_step(
    missing: list[Missing], next_lesson: str | None, keys: list[str], titles: dict[str, str]
) -> Missing | None:
    """The lesson to read next; when the needed ones are read, the first quiz or other activity still open."""
    open_lessons = [one for one in missing if one.kind == LESSON]
    if next_lesson is not None and (open_lessons or not missing):
        return Missing(LESSON, next_lesson, next_lesson, titles[next_lesson], keys.index(next_lesson) + 1)
    return next((one for one in missing if one.kind not in (LESSON, ATTENDANCE)), None)
