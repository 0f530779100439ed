"""A refusal without a word becomes the page that explains it, in the language of the address.

Django's answer to a wrong method (405) and some of the packages' refusals are an empty page, which tells nobody what
to do.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from core.views.errors import page_of_status


class EmptyRefusalsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < 400 or response.streaming or response.content:
            return response
        page = page_of_status(request, response.status_code)
        if page is None:
            return response
        response.content = page.content
        response.headers["Content-Type"] = page.headers["Content-Type"]
        return response
