"""How a person wants to be told."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.consents import TEXT_MESSAGES
from accounts.models import User
from accounts.selectors import agreed_to
from accounts.services import change_name
from accounts.shared_devices import is_shared
from core.notifications import INBOX
from notifications.channels.registry import channels
from notifications.forms import PreferencesForm
from notifications.models import BouncingAddress, PushSubscription
from notifications.push.keys import public_key
from notifications.services import choose, set_told_how, trust_address
from notifications.sms.gateway import gateway


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """By kind and channel, how often, when not, in which language."""
    user = request.user
    form = PreferencesForm(request.POST or None, user=user, channels=_channels(user))
    if request.method == "POST" and form.is_valid():
        choose(user=user, wanted=form.wanted())
        set_told_how(
            user=user, **{name: form.cleaned_data[name] for name in ("digest", "quiet_from", "quiet_until")}
        )
        if form.cleaned_data["language"] != user.language:
            change_name(
                user=user,
                first_name=user.first_name,
                last_name=user.last_name,
                language=form.cleaned_data["language"],
            )
        messages.success(request, _("Saved."))
        return redirect("notifications:preferences")
    bouncing = BouncingAddress.objects.filter(address_key=user.email_key).first() if user.email else None
    return render(
        request,
        "inbox/preferences.html",
        {
            "form": form,
            "bouncing": bouncing,
            "has_sms": gateway() is not None,
            "push_key": "" if is_shared(request) else public_key(),
            "devices": PushSubscription.objects.filter(user=user).order_by("-pk"),
            "sms": TEXT_MESSAGES,
            "is_agreed": bool(agreed_to(TEXT_MESSAGES, {cast(int, user.pk)})),
        },
    )


def _channels(user: User) -> list[tuple[str, str]]:
    """Those that can reach her, and the site itself."""
    reached = [name for name in channels.names() if user.pk in channels[name].reachable([user])]
    return [(INBOX, _("On this site")), *((name, str(channels[name].label)) for name in reached)]


@require_POST
@login_required
def address_works(request: HttpRequest) -> HttpResponse:
    """She says that her address works again."""
    if trust_address(user=request.user):
        messages.success(request, _("We write to your address again."))
    return redirect("notifications:preferences")
