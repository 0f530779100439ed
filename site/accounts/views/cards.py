"""Coming in with a printed card. Two screens: the code, then a password of one's own.

The card's QR carries the code behind the # of the address, which a browser sends to nobody: it stands in no log.
"""

import time

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.adapter import AccountAdapter
from accounts.exceptions import CardNotUsable
from accounts.forms.cards import CardCodeForm, CardPasswordForm, card_text
from accounts.landing import card_landing_address
from accounts.models import User
from accounts.services.cards import find_card, open_card, use_card
from accounts.shared_devices import mark_session

SHOWN = "shown_card"
SHOWN_FOR = 30 * 60
"""For how many seconds a browser remembers whose card it showed: time enough to think of a password."""


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card_code(request: HttpRequest) -> HttpResponse:
    """The code of a card. It is not spent yet: going back and forth costs nothing."""
    form = CardCodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if not _may_try(request):
            form.add_error(None, AccountAdapter.error_messages["rate_limited"])
            status = 429
        elif form.is_valid():
            try:
                card = find_card(form.cleaned_data["code"])
            except CardNotUsable as problem:
                ratelimit.consume(request, action="card_failed")
                form.add_error("code", card_text(problem))
            else:
                request.session[SHOWN] = {"card": str(card.uuid), "at": time.time()}
                return redirect("card:password")
    return render(request, "accounts/card.html", {"form": form}, status=status)


def _may_try(request: HttpRequest) -> bool:
    """Right codes cost nothing of what wrong ones are counted by, so a whole class gets in behind one address."""
    return ratelimit.consume(request, action="card") and ratelimit.consume(
        request, action="card_failed", dry_run=True
    )


@sensitive_post_parameters("password1")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card_password(request: HttpRequest) -> HttpResponse:
    """Choose a password: that spends the card, signs her in and leads to her group's course."""
    shown = request.session.get(SHOWN)
    if not shown or time.time() - shown["at"] > SHOWN_FOR:
        return redirect("card:code")
    try:
        card = open_card(shown["card"])
        form = CardPasswordForm(request.POST if request.method == "POST" else None, user=card.user)
        if request.method == "POST" and form.is_valid():
            user = use_card(card=card, password=form.cleaned_data["password1"])
            return _let_in(request, user, is_shared=form.cleaned_data["shared_device"])
    except CardNotUsable as problem:
        del request.session[SHOWN]
        spent = CardCodeForm(data={"code": ""})
        spent.errors.clear()
        spent.add_error(None, card_text(problem))
        return render(request, "accounts/card.html", {"form": spent}, status=422)
    context = {"form": form, "person": card.user}
    return render(request, "accounts/card_password.html", context, status=422 if form.errors else 200)


def _let_in(request: HttpRequest, user: User, *, is_shared: bool) -> HttpResponse:
    """Sign her in as allauth does, so that whoever set up a second factor is still asked for it."""
    if request.user.is_authenticated:
        logout(request)
    request.session.pop(SHOWN, None)
    record_authentication(request, user, method="password")
    address = card_landing_address(user)
    answer = perform_login(request, Login(user=user, redirect_url=address))
    mark_session(request, is_shared=is_shared)
    return answer
