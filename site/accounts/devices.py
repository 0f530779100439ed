"""The device that somebody signs in with: what she would call it, and whether it is one she used before."""

import secrets

from allauth.core.internal.httpkit import HTTP_USER_AGENT_MAX_LENGTH
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.known_devices import FORGOTTEN_AFTER, note_device, take_untold_devices

COOKIE = "imece_device"
"""A random value, the same for everybody who signs in here; of no use but to tell this browser from another."""

_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
_BROWSERS = (
    ("SamsungBrowser", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def device_name(user_agent: str) -> str:
    """ "Chrome, Android"; the names are the makers' own and the same in every language. "" when nothing is known."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return ", ".join(filter(None, (browser, system)))


def device_of(request: HttpRequest) -> str:
    """The value in the device's cookie; "" when it has none, or none of ours."""
    value = request.COOKIES.get(COOKIE, "")
    return value if 20 <= len(value) <= 64 else ""


def name_of_device(request: HttpRequest) -> str:
    """What this request's device is called."""
    return device_name(request.headers.get("User-Agent", "")[:HTTP_USER_AGENT_MAX_LENGTH])


def recognise_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """She has just signed in: remember the device, and tell her of others that came since."""
    device = device_of(request) or secrets.token_urlsafe(24)
    known = note_device(user=user, device=device, name=name_of_device(request))
    for other in take_untold_devices(user=user, on=known):
        messages.warning(
            request,
            _(
                "Somebody signed in to your account with another device on %(day)s: %(device)s. "
                "It was not you? Choose a new password in your profile."
            )
            % {
                "day": date_format(timezone.localtime(other.first_seen_at), "DATETIME_FORMAT"),
                "device": other.name or _("Unknown device"),
            },
        )
    response.set_cookie(
        COOKIE,
        device,
        max_age=int(FORGOTTEN_AFTER.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
