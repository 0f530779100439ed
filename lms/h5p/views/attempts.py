"""Attempts at a package: a trainee's own, and one of them with its answers for her and those who train her."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core import audit
from core.languages import active_language
from lms.courses.rules.reading import ActivityOutline, CourseOutline
from lms.courses.selectors.reading import outline_for
from lms.enrolments.access import can_read_enrolment
from lms.enrolments.selectors import enrolment_for
from lms.h5p.models import H5PAttempt
from lms.h5p.rules.meeting import is_met
from lms.h5p.selectors.answers import answers_of, scores_of
from lms.h5p.selectors.best import KIND
from lms.h5p.selectors.results import attempts_of, shown_percent
from lms.xapi.rules.activity_ids import activity_iri


@login_required
@require_GET
@never_cache
def h5p_results_own(request: HttpRequest, course_key: uuid.UUID, activity_key: uuid.UUID) -> HttpResponse:
    """Her attempts at a package of her course, the newest first."""
    enrolment = enrolment_for(request.user, course_key)
    if enrolment is None:
        raise Http404
    outline = outline_for(enrolment.edition, active_language())
    activity = outline.find_activity(activity_key)
    if activity is None or activity.kind != KIND:
        raise Http404
    attempts = attempts_of(enrolment, activity_key)
    context = {
        "activity": activity,
        "course_key": course_key,
        "rows": [_row(attempt, activity) for attempt in attempts],
        "crumbs": [*_crumbs(course_key, outline, activity), {"label": _("Your results"), "url": ""}],
    }
    return render(request, "lms/h5p/results_own.html", context)


@login_required
@require_GET
@never_cache
def h5p_attempt(request: HttpRequest, attempt_uuid: uuid.UUID) -> HttpResponse:
    """Score, its history and the answers of one attempt: hers, or of somebody she trains or is the mentor of."""
    attempt = (
        H5PAttempt.objects.select_related(
            "enrolment__user", "enrolment__edition", "enrolment__membership__cohort", "version"
        )
        .filter(uuid=attempt_uuid)
        .first()
    )
    if attempt is None or not can_read_enrolment(request.user, attempt.enrolment):
        raise Http404
    is_own = attempt.enrolment.user_id == request.user.pk
    if not is_own:
        audit.record_reading(
            action="lms.package_answers_seen", actor=request.user, people=[attempt.enrolment.user]
        )
    language = active_language()
    course_key = attempt.enrolment.course_key
    outline = outline_for(attempt.enrolment.edition, language)
    activity = outline.find_activity(attempt.activity_key)
    # An edition that she was moved to may not have the package any more; what she did in it stays readable.
    title = activity.title if activity else str(attempt.version.package)
    others = attempts_of(attempt.enrolment, attempt.activity_key)
    context = {
        "title": title,
        "row": _row(attempt, activity),
        "is_own": is_own,
        "trainee": None if is_own else attempt.enrolment.user,
        "attempts": others if len(others) > 1 else [],
        "attempt": attempt,
        "scores": scores_of(attempt, activity_iri(attempt.activity_key)),
        "answers": answers_of(attempt, language),
        "crumbs": [
            *(_crumbs(course_key, outline, activity) if is_own else []),
            {"label": _("Attempt %(number)s") % {"number": attempt.number}, "url": ""},
        ],
    }
    return render(request, "lms/h5p/attempt.html", context)


def _row(attempt: H5PAttempt, activity: ActivityOutline | None) -> dict[str, Any]:
    config = activity.config if activity else {}
    is_done = attempt.completed_at is not None
    return {
        "attempt": attempt,
        "percent": shown_percent(attempt.scaled),
        "best": shown_percent(attempt.best),
        "is_completed": is_done,
        "is_met": is_met(config, is_completed=is_done, best=attempt.best),
        "mark": config.get("pass_percent"),
        "counts": config.get("counts", False),
    }


def _crumbs(
    course_key: uuid.UUID, outline: CourseOutline, activity: ActivityOutline | None
) -> list[dict[str, str]]:
    found = [{"label": outline.title, "url": reverse("lms:course-learn", args=[course_key])}]
    if activity is not None:
        own = reverse("lms:h5p-detail", args=[course_key, activity.key])
        found.append({"label": activity.title, "url": own})
    return found
