"""Which answers visitors may share: the mark that the page cache looks for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse


def mark_public(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Mark an answer as the same for every visitor. No effect for signed-in people and previews."""
    user = getattr(request, "user", None)
    if (user is None or not user.is_authenticated) and not getattr(request, "is_preview", False):
        if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
            response.render()
        response.is_public_page = True  # type: ignore[attr-defined]
    return response


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view whose answer to people without an account depends on its address only.

    An answer that is good for the moment alone says so itself: `response.is_public_page = False`.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        return mark_public(request, response) if getattr(response, "is_public_page", True) else response

    return wrapped
