"""Seeing the site as another person does, to help her: read-only, for half an hour, and she is told.

The one who looks stays signed in as herself; her session only remembers whom she looks as. For the length of a request
`request.user` is then the other person and `request.real_user` the one who looks. Who may: `access.can_look_as`, asked
anew at each request.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.utils.translation import gettext as _

from accounts.access import can_look_as
from accounts.models import User
from accounts.services.looking import LONGEST, begin_looking, end_looking
from core.addresses import find_view
from core.taken_back import taken_back
from core.views.errors import refusal

LOOKING = "looking_as"
READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
LEAVING = frozenset({"people:looking-end", "account_logout"})
"""What may be sent meanwhile: both mean the one who looks, not the one she looks as."""
CLOSED = (
    *("account_", "accounts:", "mfa_", "usersessions_", "socialaccount", "openid_connect", "card:"),
    *(
        "privacy:",
        "notifications:preferences",
        "notifications:phone",
        "notifications:sms",
        "notifications:unsubscribe",
    ),
)
"""Beginnings of names of what stays shut: how the person signs in, where she is signed in, what she agreed
to, everything that is kept about her, and her telephone."""
OPEN = frozenset({"accounts:home", "accounts:notice"})


@dataclass(frozen=True)
class Looking:
    """Whom somebody looks as. `number`: of the entry in the audit log that began it."""

    number: int
    person: User
    until: datetime


def remember_looking(request: HttpRequest, person: User, reason: str) -> None:
    """Look as this person from the next request on."""
    by: Any = request.user
    entry = begin_looking(by=by, person=person, reason=reason)
    until = entry.at + LONGEST
    request.session[LOOKING] = {"number": entry.pk, "person": person.pk, "until": until.timestamp()}


def forget_looking(request: HttpRequest, how: str) -> int | None:
    """Be oneself again; the id of the person one looked as, None when it was nobody."""
    kept = request.session.pop(LOOKING, None)
    if kept is None:
        return None
    end_looking(number=kept["number"], how=how)
    # A form that was opened as the other person must not be sent as oneself by mistake.
    rotate_token(request)
    return int(kept["person"])


def real_person(request: HttpRequest) -> Any:
    """Who sits before the screen, whomever she looks as."""
    return getattr(request, "real_user", request.user)


def is_closed(name: str, path: str) -> bool:
    """Whether an address stays shut while one looks as somebody: the CMS, secrets of an account, exports."""
    return (
        path.startswith(settings.CMS_PATH)
        or (name.startswith(CLOSED) and name not in OPEN)
        or "export" in name
    )


class LookingAsMiddleware:
    """Makes a request the other person's. Nothing is written: neither what is sent nor what reading would note down."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The session of a visitor without its cookie stays untouched, so that her page may be shared.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or LOOKING not in request.session:
            return self.get_response(request)
        looking = self._current(request)
        if looking is None:
            messages.info(request, _("You are yourself again: looking as somebody else has ended."))
            if request.method not in READING:
                return self._sealed(refusal(request, 403, "looking_over"))
            return self.get_response(request)
        if request.method not in READING and _name_of(request) in LEAVING:
            return self.get_response(request)
        request.real_user = request.user  # type: ignore[attr-defined]
        request.looking = looking  # type: ignore[attr-defined]
        request.user = looking.person
        if request.method not in READING:
            return self._refused(request)
        with taken_back():
            response = self.get_response(request)
        return self._sealed(response)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not hasattr(request, "looking"):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        return refusal(request, 403, "looking_closed") if is_closed(name, request.path_info) else None

    @staticmethod
    def _current(request: HttpRequest) -> Looking | None:
        kept = request.session[LOOKING]
        person = User.objects.filter(pk=kept["person"]).first()
        if time.time() >= kept["until"]:
            forget_looking(request, "time")
        elif person is None or not can_look_as(request.user, person):
            forget_looking(request, "rights")
        else:
            return Looking(kept["number"], person, datetime.fromtimestamp(kept["until"], UTC))
        return None

    def _refused(self, request: HttpRequest) -> HttpResponse:
        """Not done; a page that is open loads again to say so."""
        response = refusal(request, 403, "looking")
        if "HX-Request" in request.headers:
            messages.warning(request, _("Nothing was changed: you only look as somebody else."))
            response["HX-Refresh"] = "true"
        return self._sealed(response)

    @staticmethod
    def _sealed(response: HttpResponse) -> HttpResponse:
        """Kept nowhere: not by our page cache, not by a proxy, not by the browser."""
        response.is_public_page = False  # type: ignore[attr-defined]
        response["Cache-Control"] = "private, no-store"
        return response


def _name_of(request: HttpRequest) -> str:
    match = find_view(request.path_info)
    return match.view_name if match else ""


@receiver(user_logged_out, dispatch_uid="accounts.looking_ends")
def end_with_the_session(request: HttpRequest | None, **_signal: Any) -> None:
    """Signing out ends it, too."""
    if request is not None and hasattr(request, "session"):
        forget_looking(request, "sign-out")
