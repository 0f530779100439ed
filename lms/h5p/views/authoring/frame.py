"""What the editor's frame asks for, on the second host name only: its document, and the service's files and answers.

No cookie is read here (core.middleware.activity_host). The permit in the address says who writes what; for content it
is looked up at each request whether she still may.
"""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import IO, Any

import requests
from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from accounts.models import User
from core.activity_origin import activity_origin, is_activity_host, site_origin
from core.languages import RTL_LANGUAGES
from lms.h5p.access import can_manage_package, can_upload
from lms.h5p.client import AuthoringError, AuthoringService, Behalf, NotFound, ServiceRefused
from lms.h5p.client.transport import chunks_at_most
from lms.h5p.models import H5PPackage
from lms.h5p.rules.editor_policy import OPEN_FILES, editor_policy, is_allowed
from lms.h5p.rules.file_types import type_of
from lms.h5p.rules.frame_policy import FILE_POLICY
from lms.h5p.services.authoring import Permit, open_permit
from lms.h5p.views.authoring.readiness import has_second_host

UPLOAD_BYTES = 64 * 1024 * 1024
_ANSWER_BYTES = 256 * 1024 * 1024
_SECONDS = 120.0
_ANSWERS_OF_SERVICE = frozenset({"ajax", "params"})


@require_GET
@xframe_options_exempt
def document(request: HttpRequest, token: str) -> HttpResponse:
    """The editor's document."""
    permit = _permit_or_404(request, token)
    person = _person_or_404(permit)
    language = request.GET.get("language", "")
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    try:
        model = _service(request, permit, token, language).editor_model(permit.content or None)
    except AuthoringError:
        model = None
    origin, site = activity_origin(request), site_origin(request)
    with translation.override(language):
        context: dict[str, Any] = {
            "language": language,
            "direction": "rtl" if language in RTL_LANGUAGES else "ltr",
            "before": origin + static("lms/h5p/editor-before.js"),
            "start": origin + static("lms/h5p/editor-start.js"),
            "style": origin + static("lms/h5p/editor.css"),
            "model": model,
        }
        if model is not None:
            content = model.content
            context["editing"] = {
                "site": site,
                "integration": {
                    **model.integration,
                    "user": {"name": person.get_short_name(), "mail": "", "id": ""},
                },
                "library": content.library if content else "",
                "params": content.params if content else None,
                "metadata": content.metadata if content else None,
            }
        response = render(request, "lms/h5p/authoring/document.html", context, status=200 if model else 503)
    response.headers["Content-Security-Policy"] = editor_policy(
        origin=origin, site=site, static_url=settings.STATIC_URL, base=_base(token)
    )
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response


@csrf_exempt
def passed_on(request: HttpRequest, token: str, path: str) -> HttpResponseBase:
    """A file of the service, or an answer of its editor's part: only what the permit is for, nothing that installs."""
    permit = _permit_or_404(request, token)
    action = request.GET.get("action", "")
    first = path.partition("/")[0]
    if request.method not in {"GET", "POST"} or not is_allowed(request.method, path, action, permit.content):
        raise Http404
    # A worker of the browser would outlive this page.
    if request.headers.get("Service-Worker"):
        raise Http404
    if first not in OPEN_FILES:
        _person_or_404(permit)
    service = _service(request, permit, token, request.GET.get("language", "en"))
    query = {name: value for name, value in request.GET.items() if name != "version"}
    try:
        asked = service.browser_asks(
            request.method, *path.split("/"), query=query, body=_body(request), more=_type(request)
        )
        return _answered(asked, first, path)
    except NotFound:
        raise Http404 from None
    except ServiceRefused as refusal:
        return JsonResponse({"success": False, "message": refusal.code}, status=refusal.status)
    except AuthoringError:
        return JsonResponse(
            {"success": False, "message": "unavailable"}, status=503, headers={"Retry-After": "20"}
        )


class _Sized:
    """The body of a request for `requests`: sent on as it comes, its length known, and never more than that."""

    def __init__(self, request: HttpRequest, length: int) -> None:
        self._request, self._left = request, length
        self._length = length

    def __len__(self) -> int:
        return self._length

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        piece = self._request.read(wanted) if wanted else b""
        self._left -= len(piece)
        return piece


def _body(request: HttpRequest) -> IO[bytes] | None:
    if request.method != "POST":
        return None
    length = request.headers.get("Content-Length", "")
    if not length.isdigit() or int(length) > UPLOAD_BYTES:
        raise ServiceRefused(413, "too-large")
    return _Sized(request, int(length))  # type: ignore[return-value]


def _type(request: HttpRequest) -> dict[str, str]:
    kind = request.headers.get("Content-Type", "")
    return {"Content-Type": kind} if request.method == "POST" and kind else {}


def _answered(asked: AbstractContextManager[requests.Response], first: str, path: str) -> HttpResponseBase:
    """Hand the answer through."""
    pieces = _Pieces(asked)
    answer = pieces.answer
    kind = "application/json" if first in _ANSWERS_OF_SERVICE else type_of(path)
    response = StreamingHttpResponse(pieces, content_type=kind)
    length = answer.headers.get("Content-Length")
    if length:
        response.headers["Content-Length"] = length
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "private, max-age=3600" if first in OPEN_FILES else "no-store"
    return response


class _Pieces:
    """The answer's body as it comes; its connection goes back to the pool when the response is closed."""

    def __init__(self, asked: AbstractContextManager[requests.Response]) -> None:
        self._asked = asked
        self.answer = asked.__enter__()

    def __iter__(self) -> Iterator[bytes]:
        return chunks_at_most(self.answer, _ANSWER_BYTES, time.monotonic() + _SECONDS)

    def close(self) -> None:
        self._asked.__exit__(None, None, None)


def _base(token: str) -> str:
    return reverse("h5p-editor:document", args=[token])


def _service(request: HttpRequest, permit: Permit, token: str, language: str) -> AuthoringService:
    base = _base(token).rstrip("/")
    return AuthoringService(Behalf(str(permit.person), language=language[:3], base=base))


def _permit_or_404(request: HttpRequest, token: str) -> Permit:
    """On the site's own host the editor's script would be the site's: there is no editor there."""
    permit = open_permit(token)
    if permit is None or not is_activity_host(request) or not has_second_host():
        raise Http404
    return permit


def _person_or_404(permit: Permit) -> User:
    person = User.objects.filter(pk=permit.person, is_active=True).first()
    if person is None:
        raise Http404
    if permit.package is None:
        is_allowed_to = can_upload(person)
    else:
        package = H5PPackage.objects.filter(uuid=permit.package).first()
        is_allowed_to = package is not None and can_manage_package(person, package)
    if not is_allowed_to:
        raise Http404
    return person
