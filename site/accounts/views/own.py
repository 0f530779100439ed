"""A person's own pages."""

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.consents import NOTICE_VERSION, purpose_named
from accounts.forms import NameForm, PhoneForm, UsernameForm
from accounts.forms.profile import IdentifierForm
from accounts.landing import landing_address
from accounts.roles import is_administrator
from accounts.selectors import consents_of, devices_of, looks_at, roles_held_by, second_factors_of
from accounts.services import end_session, record_consent
from accounts.services.mails import ask_for_confirmation
from accounts.sso.organisations import connections_of
from core.personal_data import purposes
from core.public_pages import public_page


@require_safe
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Who I am here, how I sign in, where I am signed in, what I agreed to, and what I may do and why."""
    user = request.user
    return render(
        request,
        "accounts/profile.html",
        {
            "person": user,
            "pending_email": user.emailaddress_set.filter(verified=False).order_by("-pk").first(),
            "roles": roles_held_by(user),
            "is_administrator": is_administrator(user),
            "second_factors": second_factors_of(user),
            "devices": devices_of(user, request.session.session_key),
            "consents": consents_of(user),
            "looks": looks_at(user),
            "organisations": connections_of(user),
        },
    )


@login_required
def name_edit(request: HttpRequest) -> HttpResponse:
    """Change name and language."""
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/change.html", {"form": form, "title": _("Name and language")})


@login_required
@rate_limit(action="change_phone")
@reauthentication_required(app="allauth.account")
def username_edit(request: HttpRequest) -> HttpResponse:
    """Set, change or remove the user name."""
    return _identifier_edit(request, UsernameForm, _("User name"))


@login_required
@rate_limit(action="change_phone")
@reauthentication_required(app="allauth.account")
def phone_edit(request: HttpRequest) -> HttpResponse:
    """Set, change or remove the phone number."""
    return _identifier_edit(request, PhoneForm, _("Phone number"))


def _identifier_edit(request: HttpRequest, form_class: type[IdentifierForm], title: str) -> HttpResponse:
    form = form_class(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and form.save_or_explain():
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/change.html", {"form": form, "title": title})


@require_POST
@login_required
def session_end(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one of my sessions; somebody else's is not there."""
    if not end_session(user=request.user, session_id=session_id):
        raise Http404
    messages.success(request, _("Signed out there."))
    return redirect("accounts:profile")


@require_POST
@login_required
def confirmation_send(request: HttpRequest) -> HttpResponse:
    """Send the mail that confirms her address once more, and back to where she pressed."""
    waiting = request.user.emailaddress_set.filter(verified=False).order_by("-pk").first()
    back = get_next_redirect_url(request) or reverse("accounts:profile")
    if waiting is None:
        messages.info(request, _("Your address is confirmed."))
    elif ratelimit.consume(request, action="confirm_email", key=waiting.email):
        ask_for_confirmation(waiting)
        messages.success(request, _("The mail is on its way to %(email)s.") % {"email": waiting.email})
    else:
        messages.info(request, _("The mail was sent a moment ago. Wait a minute before you ask again."))
    return redirect(back)


@require_POST
@login_required
def consent_change(request: HttpRequest, purpose: str) -> HttpResponse:
    """Give or withdraw a consent; one press, in force at once."""
    known = purpose_named(purpose)
    if known is None:
        raise Http404
    is_given = request.POST.get("decision") == "give"
    record_consent(user=request.user, purpose=known, is_given=is_given)
    messages.success(request, _("Saved."))
    return redirect("accounts:profile")


@require_safe
@public_page
def notice(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, for how long, and what they can ask for (KVKK Art. 10)."""
    return render(request, "accounts/notice.html", {"version": NOTICE_VERSION, "purposes": list(purposes)})


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """To wherever this person begins."""
    return redirect(landing_address(request.user))
