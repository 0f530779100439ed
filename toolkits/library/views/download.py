"""Hands a file over and counts it."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from core.languages import active_language
from files.sending import send_document
from files.views import find_visible_document
from toolkits.library.services.downloads import record_download

ROBOTS = ("bot", "crawl", "spider", "slurp", "facebookexternalhit", "preview", "monitor", "headlesschrome/0")


@require_safe
def download(request: HttpRequest, document_id: int) -> HttpResponseBase:
    """Answer /download/<id>/ with the file as an attachment. A closed file answers as a missing one (statement 4)."""
    document = find_visible_document(request, document_id)
    response = send_document(request, document, is_download=True)
    if response.status_code in (200, 206) and is_counted(request):
        record_download(document=document, language=active_language())
    return response


def is_counted(request: HttpRequest) -> bool:
    """A person who fetches the beginning of a file: no HEAD, no robot, no page that is only warmed up, no later part."""
    headers = request.headers
    agent = headers.get("User-Agent", "").lower()
    asked_ahead = "prefetch" in f"{headers.get('Purpose', '')} {headers.get('Sec-Purpose', '')}".lower()
    part = headers.get("Range", "").replace(" ", "")
    is_later_part = bool(part) and not part.startswith("bytes=0-")
    return (
        request.method == "GET"
        and not asked_ahead
        and not is_later_part
        and not any(name in agent for name in ROBOTS)
    )
