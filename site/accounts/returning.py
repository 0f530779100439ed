"""Whoever was signed out while she filled in a form comes back to the form, not to the address it was sent to.

An address that only takes POST would answer 405 after she has signed in again.
"""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _


class ReturnToTheFormMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "POST" or response.status_code != 302 or request.user.is_authenticated:
            return response
        sign_in, target = reverse("account_login"), urlsplit(response["Location"])
        # Registering leads to the sign-in page as well, to a place of its own choice.
        if target.path != sign_in or QueryDict(target.query).get("next") != request.get_full_path():
            return response
        response["Location"] = f"{sign_in}?{urlencode({'next': form_address(request)})}"
        messages.info(request, _("You were signed out. Sign in again; then send the form once more."))
        return response


def form_address(request: HttpRequest) -> str:
    """The page the form stood on, as the browser says; the page where people begin when it says nothing of this host."""
    page = urlsplit(request.headers.get("Referer", ""))
    if page.netloc != request.get_host() or not page.path.startswith("/"):
        return resolve_url("accounts:home")
    return page.path + (f"?{page.query}" if page.query else "")
