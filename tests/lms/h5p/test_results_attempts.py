"""Attempts are what their statements say, and complete a package where the course asks for it."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.courses.models import LessonPage
from lms.courses.selectors.reading import outline_for
from lms.courses.services.editions import publish_edition
from lms.h5p.models import H5PAttempt
from lms.h5p.rules.meeting import is_met
from lms.h5p.rules.projection import Report, project
from lms.h5p.services import rebuild_attempts
from lms.progress.exceptions import NotEarned, NotSelfMarkable
from lms.progress.models import ActivityCompletion, CourseCompletion, Source
from lms.progress.selectors import progress_of
from lms.progress.services import complete_activity, recompute
from lms.xapi.rules.verbs import ADL
from lms.xapi.services import accept_statements
from tests.factories.h5p import make_launch, make_version, publish_package
from tests.factories.statements import make_item, make_statement, scored

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
REPORTS = st.lists(
    st.builds(
        Report,
        said_at=st.integers(0, 600).map(lambda seconds: NOON + timedelta(seconds=seconds)),
        order=st.just(0),
        verb=st.sampled_from(
            [ADL + name for name in ("answered", "completed", "passed", "failed", "interacted")]
        ),
        raw=st.none() | st.integers(0, 5).map(float),
        most=st.just(5.0),
        scaled=st.none() | st.floats(-1, 1),
        success=st.none() | st.booleans(),
        completion=st.none() | st.booleans(),
        seconds=st.none() | st.floats(0, 100),
    ),
    unique_by=lambda one: one.said_at,
    max_size=8,
)


@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(reports, random):
    """Twice, late, out of order (reliability, scenario 17)."""
    mixed = [*reports, *reports[:2]]
    random.shuffle(mixed)
    assert project(mixed) == project(reports)


@given(REPORTS)
def test_more_reports_never_undo_an_end_or_a_best_result(reports):
    for index in range(len(reports)):
        before, after = project(reports[:index]), project(reports[: index + 1])
        assert before.completed_at is None or after.completed_at is not None
        assert before.best is None or after.best >= before.best
        assert after.best is None or 0 <= after.best <= 1


def report(minute, **values):
    return Report(NOON + timedelta(minutes=minute), minute, values.pop("verb", ADL + "answered"), **values)


def test_the_newest_score_by_its_own_time_and_the_best_of_all():
    outcome = project(
        [report(9, raw=2, most=5, scaled=0.4, completion=True), report(3, raw=5, most=5, scaled=1.0)]
    )
    assert (outcome.score, outcome.scaled, outcome.best) == (2, 0.4, 1.0)


@pytest.mark.parametrize(
    ("values", "is_done"),
    [
        ({"verb": ADL + "completed"}, True),
        ({"verb": ADL + "passed"}, True),
        ({"verb": ADL + "failed"}, True),
        ({"completion": True}, True),
        ({"verb": ADL + "completed", "completion": False}, False),
        ({"raw": 5, "most": 5, "scaled": 1.0}, False),
        ({"verb": ADL + "interacted"}, False),
    ],
)
def test_what_says_that_it_came_to_its_end(values, is_done):
    assert (project([report(1, **values)]).completed_at is not None) is is_done


@pytest.mark.parametrize(
    ("mark", "is_completed", "best", "met"),
    [
        (None, True, None, True),
        (None, False, 1.0, False),
        (70, True, 0.7, True),
        (70, True, 0.6999, False),
        (70, True, None, False),
        (70, False, 1.0, False),
        (0, True, 0.0, True),
        (57, True, 0.57, True),
    ],
)
def test_what_meets_a_course(mark, is_completed, best, met):
    assert is_met({"pass_percent": mark}, is_completed=is_completed, best=best) is met


@pytest.fixture
def launch(played):
    return make_launch(
        user=played.user, version=played.version, enrolment=played.enrolment, activity_key=played.activity.key
    )


def attempt_values():
    hidden = ("id", "uuid")
    rows = H5PAttempt.objects.order_by("number").values()
    return [{name: value for name, value in row.items() if name not in hidden} for row in rows]


def read_all_lessons(played):
    for lesson_key in [str(one.key) for one in progress_outline(played).lessons]:
        complete_activity(enrolment=played.enrolment, activity_key=lesson_key, source=Source.SELF)


def progress_outline(played):
    return outline_for(played.edition, "tr")


def test_a_report_makes_an_attempt_and_completes_the_package_and_the_course(played, launch):
    read_all_lessons(played)
    assert progress_of(played.enrolment).trace.in_words() == "missing: h5p 1 not taken"
    accept_statements(launch=launch, items=[scored(launch, 3)])
    progress = progress_of(played.enrolment)
    assert progress.trace.in_words() == "missing: h5p 1 best 60 < 70"
    assert not progress.is_complete
    accept_statements(launch=launch, items=[scored(launch, 4)])
    attempt = H5PAttempt.objects.get()
    assert (attempt.number, attempt.score, attempt.max_score, attempt.scaled, attempt.best) == (
        1,
        4,
        5,
        0.8,
        0.8,
    )
    assert (attempt.seconds, attempt.passed, attempt.registration) == (12.5, False, launch.registration)
    completion = ActivityCompletion.objects.get(activity_key=played.activity.key)
    assert (completion.source, completion.evidence) == (Source.PACKAGE, f"h5p:{attempt.uuid}")
    assert progress_of(played.enrolment).is_complete
    assert CourseCompletion.objects.get().trace["is_complete"]


def test_a_later_worse_report_takes_nothing_away(played, launch):
    accept_statements(launch=launch, items=[scored(launch, 5)])
    accept_statements(launch=launch, items=[scored(launch, 0)])
    attempt = H5PAttempt.objects.get()
    assert (attempt.score, attempt.best) == (0, 1)
    assert played.activity.key in progress_of(played.enrolment).done


def test_parts_do_not_make_the_whole(played, launch):
    parts = [
        make_item(make_statement(launch, part="a", raw=5, top=5, completion=True, success=True)),
        make_item(make_statement(launch, "completed", part="b")),
    ]
    accept_statements(launch=launch, items=parts)
    attempt = H5PAttempt.objects.get()
    assert (attempt.score, attempt.completed_at) == (None, None)
    assert not ActivityCompletion.objects.exists()


def test_a_package_that_does_not_count_is_recorded_and_nothing_waits_for_it(played):
    edition = publish_package(make_version(), counts=False, is_required=False)
    enrolment = played.enrolment.__class__.objects.create(
        user=played.user, course=edition.course, course_key=edition.course_key, edition=edition
    )
    launch = make_launch(
        user=played.user, version=H5PAttempt.version.field.related_model.objects.latest("pk"), enrolment=enrolment,
        activity_key=edition.package_activity.key,
    )  # fmt: skip
    assert "h5p" not in progress_of(enrolment).trace.in_words()
    accept_statements(launch=launch, items=[scored(launch, 1)])
    assert H5PAttempt.objects.get(enrolment=enrolment).score == 1


def test_completing_cannot_be_called_for(played, launch):
    """Security statement 18: only an attempt that meets the course completes its package."""
    ask = {"enrolment": played.enrolment, "activity_key": played.activity.key}
    with pytest.raises(NotSelfMarkable):
        complete_activity(**ask, source=Source.SELF)
    with pytest.raises(NotEarned):
        complete_activity(**ask, source=Source.PACKAGE)
    accept_statements(launch=launch, items=[scored(launch, 3)])
    with pytest.raises(NotEarned):
        complete_activity(**ask, source=Source.PACKAGE)
    lesson = progress_outline(played).lessons[0]
    with pytest.raises(NotEarned):
        complete_activity(enrolment=played.enrolment, activity_key=lesson.key, source=Source.PACKAGE)


def test_an_attempt_at_what_stood_there_before_does_not_count(played):
    other = make_version(title="Eski")
    launch = make_launch(
        user=played.user, version=other, enrolment=played.enrolment, activity_key=played.activity.key
    )
    accept_statements(launch=launch, items=[scored(launch, 5)])
    assert H5PAttempt.objects.get().best == 1
    assert not ActivityCompletion.objects.exists()
    assert progress_of(played.enrolment).best == {}


def test_made_anew_from_statements_it_is_the_same(played, launch):
    second = make_launch(
        user=played.user, version=played.version, enrolment=played.enrolment, activity_key=played.activity.key
    )
    later = make_launch(
        user=played.user, version=played.version, enrolment=played.enrolment, activity_key=played.activity.key,
        registration=launch.registration,
    )  # fmt: skip
    for one, raw in ((launch, 2), (second, 4), (later, 3), (second, 1)):
        accept_statements(launch=one, items=[scored(one, raw)])
    before = attempt_values()
    assert [row["score"] for row in before] == [3, 1]
    H5PAttempt.objects.update(score=99, best=0, completed_at=None)
    assert rebuild_attempts() == 2
    assert attempt_values() == before
    H5PAttempt.objects.all().delete()
    assert rebuild_attempts(enrolments=[played.enrolment]) == 2
    assert attempt_values() == before
    assert rebuild_attempts(enrolments=[]) == 0


def test_catching_up_marks_what_an_accident_left_open(played, launch, monkeypatch):
    monkeypatch.setattr("lms.progress.handlers.complete_activity", lambda **_kwargs: None)
    accept_statements(launch=launch, items=[scored(launch, 5)])
    assert not ActivityCompletion.objects.exists()
    recompute(course_key=played.edition.course_key)
    assert ActivityCompletion.objects.get().source == Source.PACKAGE


def test_a_newer_edition_never_lowers_progress(played, launch):
    accept_statements(launch=launch, items=[scored(launch, 4)])
    stricter = publish_package_again(played, pass_percent=100)
    played.enrolment.__class__.objects.update(edition=stricter)
    played.enrolment.refresh_from_db()
    recompute(course_key=played.edition.course_key)
    assert played.activity.key in progress_of(played.enrolment).done
    assert "h5p" not in progress_of(played.enrolment).trace.in_words()


def publish_package_again(played, **settings):
    lesson = LessonPage.objects.descendant_of(played.edition.course).order_by("path").first()
    body = lesson.body.get_prep_value()
    body[-1]["value"] |= settings
    lesson.body = body
    lesson.save()
    return publish_edition(course=played.edition.course, by=None)


def test_the_outcome_has_the_attempts_own_names():
    assert asdict(project([])).keys() <= {field.name for field in H5PAttempt._meta.get_fields()}
