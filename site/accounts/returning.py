"""Whoever was signed out while she filled in a form comes back to the form, not to the address it was sent to.

An address that only takes POST would answer 405 after she has signed in again.
"""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _


class ReturnToTheFormMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "POST" or response.status_code != 302 or request.user.is_authenticated:
            return response
        sign_in, target, page = (
            reverse("account_login"),
            urlsplit(response["Location"]),
            form_address(request),
        )
        # Registering leads to the sign-in page as well, to a place of its own choice.
        is_sent_back = (
            target.path == sign_in and QueryDict(target.query).get("next") == request.get_full_path()
        )
        if not is_sent_back or not page:
            return response
        response["Location"] = f"{sign_in}?{urlencode({'next': page})}"
        messages.info(request, _("You were signed out. Sign in again; then send the form once more."))
        return response


def form_address(request: HttpRequest) -> str:
    """The page of this host that the form stood on, as the browser says; "" when it says nothing of the kind."""
    page = urlsplit(request.headers.get("Referer", ""))
    if page.netloc != request.get_host() or not page.path.startswith("/"):
        return ""
    return page.path + (f"?{page.query}" if page.query else "")
