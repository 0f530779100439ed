"""Every request has an id: the proxy's when it looks like one, else a new one; sent back and logged."""

import re
import uuid
from collections.abc import Callable
from typing import Any

from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponse

from core.logs import request_id

_SHAPE = re.compile(r"^[A-Za-z0-9-]{8,64}$")


class RequestIdMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        value = given if _SHAPE.match(given) else uuid.uuid4().hex
        request_id.set(value)
        response = self.get_response(request)
        response["X-Request-ID"] = value
        return response


def _forget(**kwargs: Any) -> None:
    request_id.set("")


# Not when the middleware ends: Django writes its line about an answer of 400 or more after that.
request_finished.connect(_forget, dispatch_uid="core.request_id")
