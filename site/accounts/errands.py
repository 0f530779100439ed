"""What somebody was about to do when she came to register or sign in: it is done once she is in.

An errand is named by the address of its page on this host ("/join/YIR7KT/"). It travels as `next`; for whoever registers
with an address that must be confirmed, on the server as well (PendingErrand), since the mail may open in another browser.
Higher apps register the errands they know.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest

from accounts.services.errands import take_errand
from core.registry import Registry


@dataclass(frozen=True)
class Errand:
    """`tell`: what the pages of the door say of an address ("" when it is none of its own). `run`: do it for a person who
    has just come in; answers where she goes on, None when it is none of its own."""

    tell: Callable[[str], str]
    run: Callable[[HttpRequest, Any, str], str | None]


errands: Registry[Errand] = Registry("errand")


def errand_text(address: str) -> str:
    """What will be done for this address after coming in; "" for a plain page."""
    path = urlsplit(address).path
    return next((text for errand in errands if (text := errand.tell(path))), "")


def run_errand(request: HttpRequest, user: Any, address: str) -> str | None:
    """Do what this address asks for; None when it is a plain page."""
    path = urlsplit(address).path
    return next((found for errand in errands if (found := errand.run(request, user, path))), None)


def run_errands(request: HttpRequest, user: Any, address: str) -> str:
    """The errand of this address, and the one she registered for. Returns where she goes on.

    What she asked for now goes before what she registered for.
    """
    now = run_errand(request, user, address)
    kept = take_errand(user=user)
    later = run_errand(request, user, kept) if kept and kept != urlsplit(address).path else None
    return now or (later if later and not _is_asked_for(request) else None) or address


def _is_asked_for(request: HttpRequest) -> bool:
    return bool(request.POST.get("next") or request.GET.get("next"))
