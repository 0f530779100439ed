"""People for a group, by who teaches or runs it: one by one, or a list that is checked before anything is written."""

import uuid as uuids
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.languages import active_language
from lms.enrolments.access import can_add_people
from lms.enrolments.exceptions import ListNotClean
from lms.enrolments.forms.listing import OnePersonForm, PeopleListForm, added_text, explain_row
from lms.enrolments.models import MembershipState, PeopleAddition
from lms.enrolments.selectors.people_list import CheckedList, State, check_people
from lms.enrolments.services.listing import add_listed_people
from lms.programmes.models import Cohort

STEPS = (gettext_lazy("The list"), gettext_lazy("Check it"), gettext_lazy("Print the cards"))
"""From names to women who are in."""


def cohort_to_fill(request: HttpRequest, uuid: UUID) -> Cohort:
    """A group whose people she may add; others' are not there."""
    cohort = get_object_or_404(Cohort.objects.select_related("programme", "track"), uuid=uuid)
    if not can_add_people(request.user, cohort):
        raise Http404
    return cohort


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people_add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """`act` says which button was pressed: `check` shows what would become of a list, `add` does it, `one` adds one."""
    cohort = cohort_to_fill(request, uuid)
    act = request.POST.get("act", "")
    start = {"language": active_language()}
    asks = {"asks_birth_year": cohort.programme.asks_birth_year}
    listing = PeopleListForm(initial=start, prefix="list", **asks)
    one = OnePersonForm(initial=start, prefix="one", **asks)
    checked: CheckedList | None = None
    status = 200
    if act and not ratelimit.consume(request, action="people_list"):
        return ratelimit.respond_429(request)
    if act == "one":
        one = OnePersonForm(request.POST, prefix="one", **asks)
        if one.is_valid() and _add_one(request, cohort, one):
            return redirect("lms:people-add", cohort.uuid)
        status = 422
    elif act in ("check", "add"):
        listing = PeopleListForm(request.POST, request.FILES, prefix="list", **asks)
        status = 422
        if listing.is_valid():
            if act == "add":
                answer, checked = _add_all(request, cohort, listing)
                if answer is not None:
                    return answer
            checked = checked or check_people(cohort, listing.people)
            status = 422 if checked.counts[State.WRONG] else 200
            listing = listing.again()
    context = {
        "cohort": cohort,
        "listing": listing,
        "one": one,
        "checked": checked,
        "rows": [(row, explain_row(row)) for row in checked.rows] if checked else [],
        "key": uuids.uuid4(),
        "steps": STEPS,
    }
    return render(request, "lms/enrolments/people_add.html", context, status=status)


def _add_one(request: HttpRequest, cohort: Cohort, form: OnePersonForm) -> bool:
    data, person = form.cleaned_data, form.person()
    try:
        addition = add_listed_people(
            cohort=cohort, people=[person], language=data["language"], key=data["key"], by=request.user
        )
    except ListNotClean as problem:
        form.explain(problem.checked.rows[0])
        return False
    except ValueError:
        raise Http404 from None
    member = addition.memberships.select_related("user").get()
    text = (
        _("%(name)s is in the group now. Her user name is %(username)s.")
        if addition.new
        else _("%(name)s is in the group now.")
    )
    if member.state == MembershipState.WAITING:
        text = _(
            "%(name)s is under 18: she waits until the programme office has noted down her guardian's consent."
        )
    values: dict[str, Any] = {
        "name": f"{person.first_name} {person.last_name}",
        "username": member.user.get_username(),
    }
    messages.success(request, text % values)
    return True


def _add_all(
    request: HttpRequest, cohort: Cohort, form: PeopleListForm
) -> tuple[HttpResponse | None, CheckedList | None]:
    try:
        key = UUID(request.POST.get("key", ""))
        addition = add_listed_people(
            cohort=cohort,
            people=form.people,
            language=form.cleaned_data["language"],
            key=key,
            by=request.user,
        )
    except ListNotClean as problem:
        messages.error(
            request, _("Something has changed meanwhile. Nobody was added; look at the rows again.")
        )
        return None, problem.checked
    except ValueError:
        raise Http404 from None
    messages.success(request, added_text(addition.new, addition.known))
    return redirect(_cards_address(addition)), None


def _cards_address(addition: PeopleAddition) -> str:
    where = reverse("lms:cohort-cards", args=[addition.cohort.uuid])
    return f"{where}?{urlencode({'added': str(addition.key)})}"
