"""Documents and images over the web. Whatever may not be seen answers exactly as what is not there (statement 4)."""

import mimetypes
from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from files.access import closed_collection_paths, collection_restrictions, visible_documents
from files.models import LicensedDocument, LicensedImage, Rendition
from files.sending import send_document

_IMAGE_TYPES = frozenset({"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"})
MAX_ID = 2**63 - 1
IMAGE_MAX_AGE = 30 * 24 * 60 * 60


def find_visible_document(request: HttpRequest, document_id: int) -> LicensedDocument:
    """The document, in two queries whether it is there or not. Raises Http404 when missing or closed to this request."""
    document = visible_documents(request).filter(pk=min(int(document_id), MAX_ID)).first()
    if document is None:
        raise Http404
    return document


@require_safe
def serve_document(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponseBase:
    """Answer /documents/<id>/<file name>: what pages play (video, captions) and what the CMS links to."""
    document = find_visible_document(request, int(document_id[:20]))
    if document.filename != document_filename:
        raise Http404
    return send_document(request, document)


@require_safe
def serve_image(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer /media/<path>: pictures in the sizes that pages show, and nothing else that lies in the media folder.

    The original upload (it may tell where and with what it was taken) is for people of the CMS only.
    """
    kind = mimetypes.guess_type(path)[0] or ""
    folder = PurePosixPath(path).parts[0] if path else ""
    if kind not in _IMAGE_TYPES or folder not in ("images", "original_images"):
        raise Http404
    if folder == "original_images" and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    restrictions = collection_restrictions()
    closed = closed_collection_paths(request, restrictions)
    if closed and _lies_in(path, closed):
        raise Http404
    try:
        response = FileResponse(default_storage.open(path, "rb"))
    except (OSError, SuspiciousFileOperation, ValueError):
        raise Http404 from None
    response.headers["Content-Type"] = kind
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # A size's name changes with its picture, so browsers may keep it; proxies only what everybody may see.
    response.headers["Cache-Control"] = f"{'private' if restrictions else 'public'}, max-age={IMAGE_MAX_AGE}"
    return response


def _lies_in(path: str, closed: list[str]) -> bool:
    """Whether the picture belongs to a closed collection. One query."""
    if path.startswith("images/"):
        found = Rendition.objects.filter(file=path).values_list("image__collection__path", flat=True).first()
    else:
        found = LicensedImage.objects.filter(file=path).values_list("collection__path", flat=True).first()
    return found is None or any(found.startswith(one) for one in closed)
