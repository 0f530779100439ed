"""Mark one activity as done."""

from typing import Any
from uuid import UUID

from django.db import transaction

from lms.courses.selectors.reading import outline_for
from lms.enrolments.models import Enrolment, EnrolmentState
from lms.enrolments.selectors import is_open_now
from lms.h5p.selectors.best import completed_results
from lms.progress.exceptions import ActivityNotInCourse, CourseNotRunning, NotEarned, NotSelfMarkable
from lms.progress.models import ActivityCompletion, Source
from lms.progress.rules.completion import QUIZ
from lms.progress.services.recompute import evaluate_courses
from lms.progress.signals import activity_completed
from lms.quizzes.models import Attempt
from lms.videos.selectors.watching import watched_results


def complete_activity(
    *, enrolment: Enrolment, activity_key: UUID | str, source: str, evidence: str = "", by: Any = None
) -> ActivityCompletion:
    """Record that an activity of her edition is done, and the course if that was the last thing missing. Twice is once.

    Reading a lesson is marked by herself (source "self"); a quiz only where the server graded a passed attempt or a
    person signs; a package only where an attempt that it reported meets what the edition asks, a video where the site
    counted enough. Raises ActivityNotInCourse, NotSelfMarkable, NotEarned, CourseNotRunning (all NotMarkable).
    """
    key = str(activity_key)
    if enrolment.state != EnrolmentState.ACTIVE:
        raise CourseNotRunning
    if source == Source.SELF:
        may_mark_herself(enrolment=enrolment, activity_key=key)
    else:
        _check_result(enrolment, key, source)
    with transaction.atomic():
        completion, is_new = ActivityCompletion.objects.get_or_create(
            enrolment=enrolment,
            activity_key=UUID(key),
            defaults={"source": source, "evidence": evidence[:100], "recorded_by": by},
        )
        if is_new:
            activity_completed.send(sender=ActivityCompletion, completion=completion)
            evaluate_courses(enrolments=[enrolment])
    return completion


def may_mark_herself(*, enrolment: Enrolment, activity_key: str) -> None:
    """Only lessons of her edition, once her group has started the course. Raises NotMarkable."""
    outline = outline_for(enrolment.edition, "tr")
    if outline.find_lesson(activity_key) is None:
        raise NotSelfMarkable if outline.find_activity(activity_key) else ActivityNotInCourse
    if not is_open_now(enrolment):
        raise CourseNotRunning


def _check_result(enrolment: Enrolment, key: str, source: str) -> None:
    """A graded activity needs the server's passed attempt, a reported one its report; a person's signature stands for
    itself."""
    outline = outline_for(enrolment.edition, "tr")
    activity = outline.find_activity(key)
    if activity is None and outline.find_lesson(key) is None:
        raise ActivityNotInCourse
    is_graded_here = source == Source.SERVER and activity is not None and activity.kind == QUIZ
    passed = Attempt.objects.filter(enrolment=enrolment, activity_key=UUID(key), passed=True)
    if is_graded_here and not passed.exists():
        raise NotEarned
    if source == Source.PACKAGE:
        results = completed_results([enrolment])
        if not any(one.is_met and one.activity_key == key for one in results):
            raise NotEarned
    if source == Source.WATCHED:
        videos = watched_results([enrolment])
        if not any(one.is_met and one.activity_key == key for one in videos):
            raise NotEarned
