"""Bringing a package: the form, how far the worker is, what became of it."""

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from lms.h5p.access import can_manage_package, can_upload, choosable_packages
from lms.h5p.admin.forms import ReplaceForm, UploadForm
from lms.h5p.admin.upload_handler import PackageUploadHandler
from lms.h5p.exceptions import PackageRefused
from lms.h5p.models import H5PPackage, H5PUpload, UploadState
from lms.h5p.services import receive_upload
from lms.h5p.services.reasons import reason_text

NAMESPACE = "wagtailsnippets_lms_h5ppackage"


# How a file is taken must be said before anything reads the form, also the check of its token, which follows.
@csrf_exempt
def package_add(request: HttpRequest) -> HttpResponse:
    """A new package."""
    request.upload_handlers = [PackageUploadHandler(request)]
    return _add(request)


@csrf_exempt
def package_replace(request: HttpRequest, pk: str) -> HttpResponse:
    """A new version of a package."""
    request.upload_handlers = [PackageUploadHandler(request)]
    return _replace(request, pk)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _add(request: HttpRequest) -> HttpResponse:
    if not can_upload(request.user):
        raise PermissionDenied
    problem = _stopped(request)
    form = UploadForm(*_sent(request), user=request.user)
    if request.method == "POST" and not problem and form.is_valid():
        problem, answer = _receive(request, form, details=form.details())
        if answer is not None:
            return answer
    return _form_page(request, form, problem, package=None)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _replace(request: HttpRequest, pk: str) -> HttpResponse:
    package = get_object_or_404(choosable_packages(request.user), pk=pk)
    if not can_manage_package(request.user, package):
        raise PermissionDenied
    problem = _stopped(request)
    form = ReplaceForm(*_sent(request))
    if request.method == "POST" and not problem and form.is_valid():
        problem, answer = _receive(request, form, package=package)
        if answer is not None:
            return answer
    return _form_page(request, form, problem, package=package)


def _sent(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _stopped(request: HttpRequest) -> str:
    """Why the file was not taken while it came; reading the form is what takes it."""
    if request.method == "POST":
        _read = request.POST
    code = getattr(request, "upload_problem", "")
    return _said(PackageRefused(code, "", str(settings.H5P_UPLOAD_BYTES))) if code else ""


def _said(refusal: PackageRefused) -> str:
    return reason_text(refusal)


def _receive(request: HttpRequest, form: ReplaceForm, **where: Any) -> tuple[str, HttpResponse | None]:
    values = form.cleaned_data
    try:
        upload = receive_upload(
            file=values["file"], file_name=values["file"].name, by=request.user, key=values["key"], **where
        )
    except PackageRefused as refusal:
        return _said(refusal), None
    except H5PUpload.DoesNotExist:
        raise Http404 from None
    address = reverse(f"{NAMESPACE}:upload", args=[upload.uuid])
    if _by_script(request):
        return "", JsonResponse({"next": address}, status=201)
    return "", redirect(address)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def _form_page(
    request: HttpRequest, form: ReplaceForm, problem: str, *, package: H5PPackage | None
) -> HttpResponse:
    if request.method == "POST" and _by_script(request):
        said = [problem] if problem else [str(text) for texts in form.errors.values() for text in texts]
        return JsonResponse({"errors": said}, status=422)
    if request.method == "POST":
        form.data = {**form.data.dict(), "key": str(uuid.uuid4())}  # type: ignore[attr-defined]
    context = {
        "form": form,
        "problem": problem,
        "package": package,
        "max_bytes": settings.H5P_UPLOAD_BYTES,
        "page_title": _("Replace the package") if package else _("Upload an H5P package"),
        "page_subtitle": package.title if package else "",
        "header_icon": "upload",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "lms/h5p/cms/upload.html", context, status=status)


@never_cache
@require_safe
def upload_detail(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """How far an upload is: a page, and for htmx the part of it that changes. Only for whoever brought it."""
    upload = get_object_or_404(
        H5PUpload.objects.select_related("package", "version__package"), uuid=key, uploaded_by=request.user
    )
    version = upload.version if upload.state == UploadState.READY else None
    address = reverse(f"{NAMESPACE}:edit", args=[version.package_id]) if version else ""
    context = {
        "upload": upload,
        "is_open": upload.state in (UploadState.QUARANTINED, UploadState.CHECKING),
        "is_ready": version is not None,
        "package_address": address,
        "page_title": _("Upload"),
        "page_subtitle": upload.file_name,
        "header_icon": "upload",
    }
    if request.headers.get("HX-Request"):
        return render(request, "lms/h5p/cms/_upload.html", context)
    return render(request, "lms/h5p/cms/progress.html", context)
