"""Coming into a group: by pressing "Join", or by registering or signing in at its join link."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.errands import Errand
from core.addresses import find_view
from core.languages import isolated
from lms.enrolments.exceptions import BirthYearNeeded, JoiningClosed, OnOtherTrack
from lms.enrolments.models import MembershipState
from lms.enrolments.rules.joining import JoiningAnswer
from lms.enrolments.selectors import joining_answer
from lms.enrolments.selectors.cards import course_of_her_group
from lms.enrolments.services import join_cohort
from lms.programmes.access import can_teach_cohort
from lms.programmes.models import Cohort
from lms.programmes.selectors import cohort_by_code


def group_address(user: Any, cohort: Cohort) -> str:
    """Where a member of the group learns: its first course, the dashboard while it has none."""
    return course_of_her_group(user, cohort) or reverse("lms:dashboard")


def join_and_say(request: HttpRequest, user: Any, cohort: Cohort) -> str:
    """Join the group as it allows, and tell her what came of it. Returns where she goes on: the group's first course when
    she is in, else the page of the join link, which says why not."""
    page = reverse("lms:cohort-join", args=[cohort.join_code])
    try:
        membership = join_cohort(user=user, cohort=cohort, source="join_code")
    except JoiningClosed:
        messages.error(request, _("This group does not take new people any more."))
        return page
    except OnOtherTrack:
        messages.error(
            request, _("You are in another group of this programme on a different track. Ask your trainer.")
        )
        return page
    except BirthYearNeeded:
        messages.info(request, _("One more thing before you join: the year you were born in."))
        return page
    if membership.state == MembershipState.WAITING:
        return page
    messages.success(request, _("You have joined the group “%(group)s”.") % {"group": cohort.name})
    return group_address(user, cohort)


def _group_at(path: str) -> Cohort | None:
    """The group whose join link leads to this path."""
    match = find_view(path)
    if match is None or match.view_name != "lms:cohort-join":
        return None
    return cohort_by_code(match.kwargs["code"][:20])


def _tell(path: str) -> str:
    cohort = _group_at(path)
    if cohort is None or joining_answer(cohort) is JoiningAnswer.CLOSED:
        return ""
    name = isolated(cohort.name)
    if joining_answer(cohort) is JoiningAnswer.JOINS:
        return _("You join the group “%(group)s” with this.") % {"group": name}
    return _("You ask to join the group “%(group)s” with this.") % {"group": name}


def _run(request: HttpRequest, user: Any, path: str) -> str | None:
    cohort = _group_at(path)
    # Who teaches the group looks at the link to see what others see; she presses "Join" if she means it.
    if cohort is None or can_teach_cohort(user, cohort):
        return None
    return join_and_say(request, user, cohort)


JOIN_ERRAND = Errand(tell=_tell, run=_run)
