"""What happens elsewhere and counts for progress. Connected in lms/wiring.py."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.landing import begins_at
from accounts.models import Role
from accounts.roles import has_role_somewhere
from core.navigation import Entry, navigation, signed_in
from lms.attendance.models import ClassSession
from lms.attendance.signals import attendance_recorded
from lms.courses.models import Edition
from lms.courses.registry import CourseAnswer, Standing, course_answers, course_standing
from lms.courses.selectors.reading import course_of_key, newest_edition
from lms.enrolments.models import Enrolment, Membership, MembershipState
from lms.enrolments.selectors import enrolment_for, enrolments_of, is_open_to_everybody
from lms.enrolments.selectors.prerequisites import missing_prerequisites
from lms.enrolments.signals import enrolments_moved
from lms.h5p.models import H5PAttempt
from lms.h5p.selectors.best import completed_results
from lms.h5p.signals import attempt_changed
from lms.progress.exceptions import NotMarkable
from lms.progress.models import CourseCompletion, Source
from lms.progress.selectors import progress_of, progress_of_many
from lms.progress.services import complete_activity, evaluate_courses, recompute
from lms.quizzes.models import Attempt
from lms.quizzes.signals import attempt_submitted
from lms.videos.models import VideoWatch
from lms.videos.selectors.watching import watched_results
from lms.videos.signals import video_watched


def _complete(attempt: Attempt | H5PAttempt | VideoWatch, source: Source, evidence: str) -> None:
    """Complete the activity of an attempt, where it still is one that she can complete."""
    try:
        complete_activity(
            enrolment=attempt.enrolment,
            activity_key=attempt.activity_key,
            source=source,
            evidence=evidence,
        )
    except NotMarkable:
        return


def on_attempt_submitted(sender: Any, attempt: Attempt, **_kwargs: Any) -> None:
    """A passed attempt completes its quiz. One that arrives after she left the course stays a record only."""
    if not attempt.passed:
        return
    _complete(attempt, Source.SERVER, f"attempt:{attempt.uuid}")


def on_package_attempt_changed(sender: Any, attempt: H5PAttempt, **_kwargs: Any) -> None:
    """An attempt that meets what her edition asks completes its package, as the package reported it."""
    if attempt.completed_at is None:
        return
    results = completed_results([attempt.enrolment])
    if not any(one.is_met and one.attempt == attempt.uuid for one in results):
        return
    _complete(attempt, Source.PACKAGE, f"h5p:{attempt.uuid}")


def on_video_watched(sender: Any, watch: VideoWatch, **_kwargs: Any) -> None:
    """The share that her edition asks for completes the video, as the site counted it."""
    results = watched_results([watch.enrolment])
    if any(one.is_met and one.watch == watch.uuid for one in results):
        _complete(watch, Source.WATCHED, f"video:{watch.uuid}")


def on_attendance_recorded(
    sender: Any, session: ClassSession, memberships: Iterable[Membership], **_kwargs: Any
) -> None:
    """Attendance may have been the last thing missing."""
    rows = (
        Enrolment.objects.active()
        .filter(membership__in=list(memberships))
        .select_related("edition", "membership")
    )
    if session.course_key is not None:
        rows = rows.filter(course_key=session.course_key)
    evaluate_courses(enrolments=rows)


def on_enrolments_moved(sender: Any, enrolment_ids: list[int], edition: Edition, **_kwargs: Any) -> None:
    """The new edition may ask for less than the old one."""
    recompute(enrolment_ids=enrolment_ids)


def standing_of(user: Any, course_key: UUID) -> Standing | None:
    """For the course's public page: enrolled, completed, waiting, may enrol, or only through a group."""
    enrolment = enrolment_for(user, course_key)
    if enrolment is not None:
        progress = progress_of(enrolment)
        state = "completed" if progress.is_complete else "enrolled"
        return Standing(state, reverse("lms:course-learn", args=[course_key]), progress.percent)
    is_waiting = Membership.objects.filter(
        user=user, state=MembershipState.WAITING, cohort__cohort_courses__course__translation_key=course_key
    ).exists()
    if is_waiting:
        return Standing("waiting")
    course = course_of_key(course_key)
    if course is not None and is_open_to_everybody(course) and newest_edition(course_key) is not None:
        if missing_prerequisites(user, course):
            return Standing("not_yet")
        return Standing("may_enrol", reverse("lms:course-enrol", args=[course_key]))
    return Standing("closed", reverse("lms:cohort-join-code"))


def answers_of(user: Any, course_keys: Iterable[UUID]) -> dict[UUID, CourseAnswer]:
    """How far she is in each of these courses that she takes, or took and completed.

    At most eight queries, however many courses. What she completed counts for good, also where she left the course since.
    """
    keys = list(course_keys)
    taken = [one for one in enrolments_of(user) if one.course_key in keys]
    progress = progress_of_many(taken) if taken else {}
    answers = {
        one.course_key: CourseAnswer(
            progress[one.pk].is_complete, progress[one.pk].done_required, progress[one.pk].required
        )
        for one in taken
    }
    completed = CourseCompletion.objects.filter(enrolment__user=user, enrolment__course_key__in=keys)
    for key in completed.values_list("enrolment__course_key", flat=True):
        answer = answers.get(key, CourseAnswer(True, 0, 0))
        answers[key] = replace(answer, is_complete=True)
    return answers


def connect() -> None:
    """Listen; called once while Django starts."""
    attempt_submitted.connect(on_attempt_submitted, dispatch_uid="progress.attempt_submitted")
    attempt_changed.connect(on_package_attempt_changed, dispatch_uid="progress.package_attempt_changed")
    video_watched.connect(on_video_watched, dispatch_uid="progress.video_watched")
    attendance_recorded.connect(on_attendance_recorded, dispatch_uid="progress.attendance_recorded")
    enrolments_moved.connect(on_enrolments_moved, dispatch_uid="progress.enrolments_moved")
    course_standing.register("enrolments", standing_of)
    course_answers.register("progress", answers_of)
    own = Entry(
        area="main",
        label=_("My learning"),
        icon="house",
        address="lms:dashboard",
        order=5,
        is_visible=begins_at("lms:dashboard"),
    )
    navigation.register("dashboard", own)
    # Who begins elsewhere may learn as well.
    navigation.register(
        "own-learning",
        replace(
            own,
            area="user",
            order=12,
            is_visible=lambda request: signed_in(request) and not own.is_visible(request),
        ),
    )
    navigation.register(
        "teach-home-card",
        Entry(
            area="dashboard",
            label=_("Teaching"),
            icon="users",
            address="lms:teach-home",
            order=10,
            is_visible=lambda request: has_role_somewhere(request.user, Role.TRAINER, Role.PROGRAMME_OFFICER),
        ),
    )
