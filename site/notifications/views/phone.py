"""Text messages: a confirmed telephone, and her consent."""

import time
from typing import Any, cast

from allauth.decorators import rate_limit
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.consents import TEXT_MESSAGES
from accounts.models import User
from accounts.services import confirm_phone, record_consent
from notifications.phone_codes import MINUTES, TRIES, is_code, new_nonce
from notifications.services.phones import ask_for_code
from notifications.sms.gateway import gateway

KEPT = "notifications.phone_code"


class CodeForm(forms.Form):
    """The code of the text message."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=12,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "class": "input-code",
                "dir": "ltr",
            }
        ),
    )


@require_POST
@login_required
@rate_limit(action="phone_code")
def code_send(request: HttpRequest) -> HttpResponse:
    """Send a code to the telephone of her profile."""
    user = _to_confirm(request)
    nonce = new_nonce()
    request.session[KEPT] = {"nonce": nonce, "phone": user.phone_key, "at": time.time(), "tries": 0}
    ask_for_code(user=user, nonce=nonce)
    return redirect("notifications:phone-confirm")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def phone_confirm(request: HttpRequest) -> HttpResponse:
    """Type the code. Five tries, ten minutes."""
    user = _to_confirm(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        problem = _problem(request, user, form.cleaned_data["code"])
        if problem:
            form.add_error("code", problem)
        else:
            confirm_phone(user=user, phone_key=request.session.pop(KEPT)["phone"])
            messages.success(request, _("Your phone number is confirmed."))
            return redirect("notifications:preferences")
    return render(request, "inbox/phone.html", {"form": form, "phone": user.phone})


def _problem(request: HttpRequest, user: User, typed: str) -> str:
    kept: dict[str, Any] = request.session.get(KEPT) or {}
    if kept.get("phone") != user.phone_key or time.time() - kept.get("at", 0) > MINUTES * 60:
        return _("This code is too old. Ask for a new one.")
    if kept["tries"] >= TRIES:
        return _("Too many tries. Ask for a new code.")
    request.session[KEPT] = {**kept, "tries": kept["tries"] + 1}
    return "" if is_code(user, kept["nonce"], typed) else _("This is not the code. Look again.")


@require_POST
@login_required
def consent(request: HttpRequest) -> HttpResponse:
    """Agree to text messages or withdraw; in force at once."""
    is_given = request.POST.get("decision") == "give"
    record_consent(user=request.user, purpose=TEXT_MESSAGES, is_given=is_given)
    messages.success(request, _("Saved."))
    return redirect("notifications:preferences")


def _to_confirm(request: HttpRequest) -> User:
    user = cast(User, request.user)
    if gateway() is None or not user.phone_key or user.phone_verified_at is not None:
        raise Http404
    return user
