"""Opens a PDF at the page that was found: in the browser, not as a download."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from core.languages import active_language
from files.sending import send_document
from files.views import find_visible_document
from toolkits.library.services.downloads import record_download
from toolkits.library.views.download import is_counted

POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""Whatever stands in the file, nothing of it runs in the site's name; a browser's own reader may show it."""


@require_safe
def open_file(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """Answer /search/file/<id>/; the page is in the address behind # (RFC 8118). Counts as a download.

    A file that is closed, or no PDF, answers as a missing one.
    """
    document = find_visible_document(request, file_id)
    if document.file_extension.lower() != "pdf" or not _is_pdf(document):
        raise Http404
    response = send_document(request, document)
    response.headers["Content-Disposition"] = content_disposition_header(False, document.filename) or "inline"
    response.headers["Content-Security-Policy"] = POLICY
    if response.status_code in (200, 206) and is_counted(request):
        record_download(document=document, language=active_language())
    return response


def _is_pdf(document: object) -> bool:
    try:
        with document.file.open("rb") as file:  # type: ignore[attr-defined]
            return b"%PDF-" in file.read(1024)
    except OSError:
        return False
