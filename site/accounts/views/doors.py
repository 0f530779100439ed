"""What stands at addresses of the CMS instead of Wagtail's own pages."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def cms_door(request: HttpRequest) -> HttpResponse:
    """Where the CMS sends whoever may not come in: a visitor to the sign-in page, everybody else to "not for you".

    Somebody who is signed in would be sent from the sign-in page back to the CMS, round and round.
    """
    if request.user.is_authenticated:
        # Wagtail has put its own sentence into the messages; it would turn up on a later page.
        list(messages.get_messages(request))
        raise PermissionDenied
    query = request.META.get("QUERY_STRING", "")
    return redirect(reverse("account_login") + (f"?{query}" if query else ""))


def people_door(request: HttpRequest, **_rest: str) -> HttpResponse:
    """Where Wagtail's screens of users and groups were: they know neither our identifiers nor roles with a scope.

    Nothing of what was sent is read.
    """
    return redirect("people:person-list")
