"""Answers visitors without an account from the page cache, before any other middleware does work.

A view opts in by `response.is_public_page = True` (core.public_pages.public_page does it). Only GET, only without a
session, only status 200 without Set-Cookie is kept: what a signed-in person sees never gets here.
"""

import gzip
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.page_cache import page_cache

_NEVER_KEPT = {"x-request-id", "set-cookie", "date", "content-length", "content-encoding"}
_VARYING_COOKIES = (settings.SESSION_COOKIE_NAME, "messages", "imece_theme")


class PageCacheMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if page_cache is None or request.method != "GET" or self._is_personal(request):
            return self.get_response(request)
        is_gzip = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        key = self._key(request, is_gzip)
        page = page_cache.get(key)
        if page is not None:
            answer = HttpResponse(page.body)
            for name, value in page.headers:
                answer.headers[name] = value
            answer.headers["Content-Length"] = str(len(page.body))
            answer.headers["X-Cache"] = "hit"
            return answer
        generation = page_cache.generation.current()
        response = self.get_response(request)
        if (
            getattr(response, "is_public_page", False)
            and response.status_code == 200
            and not response.cookies
        ):
            if is_gzip:
                self._compress(response)
            headers = tuple(
                (name, value)
                for name, value in response.items()
                if name.lower() not in _NEVER_KEPT or name.lower() == "content-encoding"
            )
            page_cache.put(key, generation, headers, response.content)
        return response

    @staticmethod
    def _is_personal(request: HttpRequest) -> bool:
        cookies = request.META.get("HTTP_COOKIE", "")
        return any(name in cookies for name in _VARYING_COOKIES) or "HTTP_HX_REQUEST" in request.META

    @staticmethod
    def _key(request: HttpRequest, is_gzip: bool) -> str:
        scheme = request.META.get("HTTP_X_FORWARDED_PROTO") or request.META.get("wsgi.url_scheme", "http")
        host = request.META.get("HTTP_HOST", "")
        return f"{scheme} {host} {request.get_full_path()} {is_gzip}"

    @staticmethod
    def _compress(response: HttpResponse) -> None:
        response.content = gzip.compress(response.content, compresslevel=6, mtime=0)
        response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))
        response["Vary"] = ", ".join(filter(None, [response.get("Vary", ""), "Accept-Encoding"]))
