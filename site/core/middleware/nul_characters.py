"""NUL characters never reach the database: PostgreSQL refuses them, and nobody types one.

In an address one becomes U+FFFD, which no object is called and no word holds: a strange address stays strange, and its
answer is 404 wherever a value must be known. Posted fields are checked by the forms themselves.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NUL, UNKNOWN, UNKNOWN_QUOTED = "\x00", "\ufffd", "%EF%BF%BD"


class NulCharactersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info:
            request.path_info = request.path_info.replace(NUL, UNKNOWN)
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or NUL in query:
            request.META["QUERY_STRING"] = query.replace("%00", UNKNOWN_QUOTED).replace(NUL, UNKNOWN_QUOTED)
        return self.get_response(request)
