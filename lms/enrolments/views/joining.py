"""Screens of joining a group and enrolling in an open course."""

import secrets
from urllib.parse import urlencode
from uuid import UUID

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.exceptions import GuardianWrong
from accounts.forms import RegistrationForm
from accounts.forms.guardian import BirthYearForm
from accounts.guardians import guardian_answer, who_needs_consent
from accounts.guardianship import GuardianAnswer
from accounts.services import tell_birth_year
from lms.courses.selectors.reading import course_of_key
from lms.enrolments.access import can_answer_waiting
from lms.enrolments.exceptions import (
    CohortFull,
    CourseNotOpen,
    GuardianNeeded,
    NotWaiting,
    OnOtherTrack,
    PrerequisitesMissing,
)
from lms.enrolments.forms import JoinCodeForm
from lms.enrolments.models import Membership, MembershipState
from lms.enrolments.selectors import (
    cohort_course_titles,
    enrolment_for,
    joining_answer,
    membership_of,
    waiting_members,
)
from lms.enrolments.services import approve_membership, decline_membership, enrol
from lms.enrolments.views.coming import group_address, join_and_say
from lms.programmes.access import can_manage_cohort
from lms.programmes.models import Cohort
from lms.programmes.selectors import cohort_by_code
from lms.programmes.views.groups import taught_cohort


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_code(request: HttpRequest) -> HttpResponse:
    """Type the code of a group."""
    if _tried_too_often(request):
        return _too_many_tries(request)
    form = JoinCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.is_valid():
            return redirect("lms:cohort-join", code=form.cleaned_data["code"])
        _count_wrong_try(request)
    status = 422 if form.errors else 200
    return render(request, "lms/enrolments/join_code.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cohort_join(request: HttpRequest, code: str) -> HttpResponse:
    """The group behind a code: what it is, and "Join". A visitor registers here or signs in, and is in the group then."""
    if _tried_too_often(request):
        return _too_many_tries(request)
    cohort = cohort_by_code(code[:20])
    if cohort is None:
        _count_wrong_try(request)
        mistyped = JoinCodeForm({"code": code[:20]})
        return render(request, "lms/enrolments/join_code.html", {"form": mistyped}, status=404)
    if request.method == "POST":
        return _join(request, cohort)
    return _group_page(request, cohort, _year_form(request, cohort))


def _group_page(request: HttpRequest, cohort: Cohort, year_form: BirthYearForm | None) -> HttpResponse:
    user = request.user
    membership = membership_of(user, cohort) if user.is_authenticated else None
    is_member = membership is not None and membership.state == MembershipState.ACTIVE
    if is_member:
        return redirect(group_address(user, cohort))
    here = {"next": request.path}
    return render(
        request,
        "lms/enrolments/cohort_join.html",
        {
            "cohort": cohort,
            "courses": cohort_course_titles(cohort),
            "answer": joining_answer(cohort, membership).value,
            "is_waiting": membership is not None and membership.state == MembershipState.WAITING,
            "needs_guardian": user.is_authenticated
            and guardian_answer(user) is GuardianAnswer.CONSENT_NEEDED,
            "year_form": year_form,
            "sign_in_url": f"{reverse('account_login')}?{urlencode(here)}",
            "registration": None if user.is_authenticated else RegistrationForm(),
        },
        status=422 if year_form and year_form.errors else 200,
    )


def _year_form(request: HttpRequest, cohort: Cohort) -> BirthYearForm | None:
    """Asked where the programme takes people under 18, from whoever has not told it yet."""
    user = request.user
    if not cohort.programme.asks_birth_year or not user.is_authenticated:
        return None
    if guardian_answer(user, is_asked=True) is not GuardianAnswer.YEAR_NEEDED:
        return None
    return BirthYearForm(
        request.POST if request.method == "POST" and "year" in request.POST else None,
        help_text=_("This programme takes people under 18, too: then your guardian is asked first."),
    )


def _join(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    form = _year_form(request, cohort)
    if form is not None:
        if not form.is_valid():
            return _group_page(request, cohort, form)
        try:
            tell_birth_year(user=request.user, year=form.cleaned_data["year"], by=request.user)
        except GuardianWrong as problem:
            form.explain(problem)
            return _group_page(request, cohort, form)
    return redirect(join_and_say(request, request.user, cohort))


@require_POST
def course_enrol(request: HttpRequest, course_key: UUID) -> HttpResponse:
    """Begin an open course. A visitor comes back to the course's public page after signing in, and presses again."""
    course = course_of_key(course_key)
    if course is None or not course.live:
        raise Http404
    if not request.user.is_authenticated:
        return redirect_to_login(course.localized.get_url(request) or reverse("lms:dashboard"))
    if enrolment_for(request.user, course_key) is None:
        try:
            enrol(user=request.user, course=course)
        except PrerequisitesMissing:
            messages.error(request, _("Other courses come first. This page says how far you are in them."))
            return redirect(course.localized.get_url(request) or "lms:dashboard")
        except CourseNotOpen:
            messages.error(
                request, _("This course is for members of a group. Type your join code to take part.")
            )
            return redirect("lms:cohort-join-code")
        except GuardianNeeded:
            messages.error(
                request,
                _(
                    "You are under 18: first your guardian must agree. Ask your programme office how it is done."
                ),
            )
            return redirect("lms:dashboard")
        messages.success(request, _("You are taking this course now. Begin with the first lesson."))
    return redirect("lms:course-learn", course_key=course_key)


@login_required
@never_cache
def cohort_waiting(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who waits to come into a group: for its trainers and officers."""
    cohort = taught_cohort(request, uuid)
    waiting = waiting_members(cohort)
    context = {
        "cohort": cohort,
        "waiting": waiting,
        "answer": joining_answer(cohort).value,
        "under_age": who_needs_consent([member.user_id for member in waiting]),
        "can_note_guardian": can_manage_cohort(request.user, cohort),
    }
    return render(request, "lms/enrolments/cohort_waiting.html", context)


@require_POST
@login_required
def membership_answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Let a waiting person in, or not."""
    membership = get_object_or_404(Membership.objects.select_related("cohort", "user"), uuid=uuid)
    if not can_answer_waiting(request.user, membership):
        raise Http404
    name = membership.user.get_full_name()
    try:
        if request.POST.get("answer") == "decline":
            decline_membership(membership=membership, by=request.user)
            messages.success(request, _("%(name)s was not let in.") % {"name": name})
        else:
            approve_membership(membership=membership, by=request.user)
            messages.success(request, _("%(name)s is in the group now.") % {"name": name})
    except CohortFull:
        messages.error(request, _("The group is full. Raise the number of places first."))
    except OnOtherTrack:
        messages.error(request, _("%(name)s is on another track of this programme.") % {"name": name})
    except GuardianNeeded:
        messages.error(
            request,
            _(
                "%(name)s is under 18, and her guardian's consent is not noted down. The programme office does that on her page."
            )
            % {"name": name},
        )
    except NotWaiting:
        messages.info(request, _("%(name)s has been answered already.") % {"name": name})
    return redirect("lms:cohort-waiting", uuid=membership.cohort.uuid)


def _who_tries(request: HttpRequest) -> str:
    """Whose mistakes these are: the person's, else the browser's, which has a cookie from its first page on."""
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    return f"browser:{request.COOKIES.get(settings.CSRF_COOKIE_NAME) or secrets.token_hex(8)}"


def _tried_too_often(request: HttpRequest) -> bool:
    return not _consume(request, dry_run=True)


def _count_wrong_try(request: HttpRequest) -> None:
    _consume(request, dry_run=False)


def _consume(request: HttpRequest, *, dry_run: bool) -> bool:
    """A class behind one router can join, a guessing machine cannot: wrong codes only are counted."""
    usage = ratelimit.consume(
        request,
        app="allauth.account",
        action="join_failed",
        key=_who_tries(request),
        dry_run=dry_run,
        limit_get=True,
    )
    return usage is not None


def _too_many_tries(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("Too many tries. Wait ten minutes, or ask your trainer to let you in."))
    return render(request, "lms/enrolments/join_code.html", {"form": JoinCodeForm()}, status=429)
