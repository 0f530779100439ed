"""Devices that several people use: nothing of one person is left for the next.

At each door she may say "this is not my own device". Then the session ends with the browser, and after a while without
use. Whoever's device it is: pages of somebody who is signed in are kept in no cache, and signing out empties what the
browser keeps for this site (site/core/static/core/js/leaving.js does the same where the header is not known).
"""

import time
from collections.abc import Callable
from typing import Any

from allauth.account import app_settings
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

MARK = "shared_device"
SEEN = "shared_device_seen"
OTHER_PERSON = "other"
"""`?person=other` at the sign-in page: somebody hands the device on."""

FORGET = '"cache", "storage"'
"""Of Clear-Site-Data; not "cookies": the language stays, and the cookie that tells a known device from a new one."""

TOUCHED_EVERY = 60
"""Seconds between two notes of when the session was last used, so that not every request writes."""


def mark_session(request: HttpRequest, *, is_shared: bool) -> None:
    """Say at the door whose device this is: a session on a shared one is short."""
    if is_shared:
        request.session[MARK] = True
        request.session[SEEN] = int(time.time())
        request.session.set_expiry(0)
    else:
        request.session.pop(MARK, None)
        request.session.set_expiry(app_settings.SESSION_COOKIE_AGE)


def is_shared(request: HttpRequest) -> bool:
    """Whether she said at the door that the device is not her own."""
    return bool(request.session.get(MARK))


def hands_on(request: HttpRequest | None) -> bool:
    """Whether the device goes from one person to another just now."""
    return request is not None and request.GET.get("person") == OTHER_PERSON


def background(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that pages ask by themselves: that is no use of a shared device."""
    view.is_background = True  # type: ignore[attr-defined]
    return view


class SharedDevicesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Visitors without a session cost nothing: to look into it would make their pages personal.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        if _is_over(request):
            logout(request)
            messages.info(
                request,
                _("You were signed out, because nobody used this device for a while and it is not your own."),
            )
        response = self._keep_private(request, self.get_response(request))
        if getattr(request, "is_leaving", False) and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = FORGET
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return
        if request.resolver_match and request.resolver_match.view_name == "account_logout":
            request.is_leaving = request.user.is_authenticated  # type: ignore[attr-defined]
        if not request.session.get(MARK):
            return
        is_used = not getattr(view, "is_background", False)
        if is_used and time.time() - request.session.get(SEEN, 0) > TOUCHED_EVERY:
            request.session[SEEN] = int(time.time())

    @staticmethod
    def _keep_private(request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """No cache, that of "back" included, keeps a page of somebody who is signed in."""
        if not response.get("Content-Type", "").startswith(("text/html", "application/json")):
            return response
        if request.user.is_authenticated and "no-store" not in response.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "private, no-store"
        return response


def _is_over(request: HttpRequest) -> bool:
    """Whether a session on a shared device was not used for too long."""
    if not request.session.get(MARK):
        return False
    return time.time() - request.session.get(SEEN, 0) > settings.SHARED_DEVICE_IDLE_SECONDS
