"""Anybody checks a certificate: by its address, its number, or the PDF file itself."""

import hashlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lms.certificates.forms import CodeForm
from lms.certificates.selectors import UNKNOWN, certificate_by_code, certificate_of_file, verify

MAX_BYTES = 2 * 1024 * 1024
GENUINE, ALTERED, TOO_BIG, NO_FILE = "genuine", "altered", "too_big", "no_file"


class HashingHandler(FileUploadHandler):
    """Computes the digest of the first file while it comes in; keeps nothing, in memory or on disk."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.sha256 = hashlib.sha256()
        self.size = 0
        self.is_first = True
        self.is_too_big = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        if self.size > MAX_BYTES:
            self.is_too_big = True
            raise StopUpload(connection_reset=True)
        if self.is_first:
            self.sha256.update(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        self.is_first = False
        return None


@csrf_exempt  # The answer depends on the file alone; nothing is changed and no account is used.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_verify(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR code leads to: valid, revoked since, or unknown; and whether a PDF is the one we made."""
    certificate = certificate_by_code(code)
    file_state = ""
    if request.method == "POST":
        file_state, found = _check_file(request)
        if file_state == GENUINE and (certificate is None or found.pk != certificate.pk):
            file_state = ALTERED
    answer = verify(certificate)
    return _answer(
        request, {"answer": answer, "file_state": file_state, "code": certificate.code if certificate else ""}
    )


@csrf_exempt  # As above.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify_any(request: HttpRequest) -> HttpResponse:
    """Without an address: type the number, or give the file."""
    if request.method == "POST":
        file_state, found = _check_file(request)
        return _answer(
            request,
            {
                "answer": verify(found) if found else None,
                "file_state": file_state,
                "code": "",
                "form": CodeForm(),
            },
        )
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        certificate = certificate_by_code(form.cleaned_data["code"])
        if certificate is not None:
            return redirect("lms:certificate-verify", code=certificate.code)
        return _answer(request, {"answer": verify(None), "file_state": "", "code": "", "form": form})
    return _answer(request, {"answer": None, "file_state": "", "code": "", "form": form})


def _answer(request: HttpRequest, values: dict[str, Any]) -> HttpResponse:
    answer = values["answer"]
    status = (
        413
        if values["file_state"] == TOO_BIG
        else 404
        if answer is not None and answer.state == UNKNOWN
        else 200
    )
    response = render(request, "lms/certificates/verify.html", {"form": None, **values}, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _check_file(request: HttpRequest) -> tuple[str, Any]:
    """What the sent file is. It is read once, for its digest."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > MAX_BYTES + 10_000:
        return TOO_BIG, None
    handler = HashingHandler(request)
    request.upload_handlers = [handler]
    request.FILES  # noqa: B018 - reads the body through the handler
    if handler.is_too_big:
        return TOO_BIG, None
    if not handler.size:
        return NO_FILE, None
    found = certificate_of_file(handler.sha256.hexdigest())
    return (GENUINE, found) if found is not None else (ALTERED, None)
