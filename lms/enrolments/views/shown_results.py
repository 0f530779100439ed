"""Whose results in an activity a trainer asks to see: the same question for quizzes and for packages."""

import uuid
from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpRequest

from core.languages import active_language
from lms.courses.access import can_edit_course
from lms.courses.selectors.reading import course_of_key, newest_edition, outline_for
from lms.enrolments.access import can_see_results
from lms.enrolments.selectors.results import enrolments_to_show, groups_with
from lms.programmes.models import Cohort


def results_asked_for(
    request: HttpRequest,
    course_key: uuid.UUID,
    activity_key: uuid.UUID,
    *,
    kind: str,
    states: Collection[str],
) -> dict[str, Any]:
    """The activity of this kind in the newest edition, and the enrolments that `?group=` and `?state=` leave.

    outline, activity, groups, group, state (one of `states` or ""), enrolments, may_edit: as the pages show them. A
    course whose results she may not see, and an activity that is not there, are 404.
    """
    course = course_of_key(course_key)
    if course is None or not can_see_results(request.user, course):
        raise Http404
    edition = newest_edition(course_key)
    outline = outline_for(edition, active_language()) if edition else None
    activity = outline.find_activity(activity_key) if outline else None
    if activity is None or activity.kind != kind:
        raise Http404
    groups = list(groups_with(request.user, course_key))
    group = _chosen_group(request, groups)
    state = request.GET.get("state", "")
    return {
        "outline": outline,
        "activity": activity,
        "groups": groups,
        "group": group,
        "state": state if state in states else "",
        "enrolments": enrolments_to_show(request.user, course, group),
        "may_edit": can_edit_course(request.user, course),
    }


def _chosen_group(request: HttpRequest, groups: list[Cohort]) -> Cohort | None:
    """The group asked for; one that is not hers is 404 (security statement 6)."""
    wanted = request.GET.get("group", "")
    if not wanted:
        return None
    group = next((one for one in groups if str(one.uuid) == wanted), None)
    if group is None:
        raise Http404
    return group
