"""The CMS's screens: the start with what is missing, and the page around the editor."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from core.activity_origin import EDITOR_PATH, activity_origin, frame_sources
from core.languages import active_language
from lms.h5p.access import can_manage_libraries, can_manage_package, can_upload
from lms.h5p.client import AuthoringError
from lms.h5p.models import H5PPackage
from lms.h5p.rules.editor_policy import SANDBOX
from lms.h5p.services.authoring import Permit, begin_writing, discard, open_permit
from lms.h5p.views.authoring.readiness import look
from lms.h5p.views.authoring.sentences import sentence_of

CORE_PIN = "2aeb0b83fa603e331381b3a6b8bf42c3773ba140"
EDITOR_PIN = "ab2daa18bd61b19e7f8729e22eec88f3b637a868"
"""Of h5p-php-library and h5p-editor-php-library, as Lumi's version 10 is made for them (services/h5p/README.md)."""


@login_required
@require_GET
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Write something new, or read how to switch writing on."""
    if not can_upload(request.user):
        raise Http404
    context = {
        "readiness": look(str(request.user.pk)),
        "core_pin": CORE_PIN,
        "editor_pin": EDITOR_PIN,
        "is_administrator": can_manage_libraries(request.user),
    }
    return render(request, "lms/h5p/authoring/home.html", context)


@login_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A new content."""
    if not can_upload(request.user):
        raise Http404
    return _begin(request, None)


@login_required
@require_POST
def begin_package(request: HttpRequest, package_uuid: uuid.UUID) -> HttpResponse:
    """Change a package: the service gets a copy of its current version."""
    packages = H5PPackage.objects.select_related("current__main_library")
    package = get_object_or_404(packages, uuid=package_uuid, current__isnull=False)
    if not can_manage_package(request.user, package):
        raise Http404
    return _begin(request, package)


def _begin(request: HttpRequest, package: H5PPackage | None) -> HttpResponse:
    if not look(str(request.user.pk)).is_ready:
        return redirect("h5p_authoring:home")
    try:
        permit = begin_writing(by=request.user, package=package)
    except (AuthoringError, OSError) as error:
        messages.error(request, sentence_of(error))
        return redirect("h5p_authoring:home")
    return redirect("h5p_authoring:write", permit.token())


@login_required
@require_GET
@never_cache
def write(request: HttpRequest, token: str) -> HttpResponse:
    """The page around the editor's frame: saving is here, with her session, and only when she presses the button."""
    permit, package = permit_or_404(request, token)
    language = active_language()
    frame = reverse("h5p-editor:document", args=[token])
    context = {
        "package": package,
        "token": token,
        "frame": f"{activity_origin(request)}{frame}?language={language}",
        "frame_origin": activity_origin(request),
        "sandbox": SANDBOX,
        "key": uuid.uuid4(),
        "is_new": permit.package is None,
    }
    response = render(request, "lms/h5p/authoring/write.html", context)
    response._csp_replace = {"frame-src": frame_sources(request, EDITOR_PATH)}  # type: ignore[attr-defined]
    return response


@login_required
@require_POST
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Throw the copy away."""
    permit, _package = permit_or_404(request, token)
    discard(permit)
    messages.success(request, _("Nothing was changed."))
    return redirect("h5p_authoring:home")


def permit_or_404(request: HttpRequest, token: str) -> tuple[Permit, Any]:
    """The permit and its package (None: a new one) when it is hers and she still may; 404 otherwise."""
    permit = open_permit(token)
    if permit is None or permit.person != request.user.pk:
        raise Http404
    if permit.package is None:
        if not can_upload(request.user):
            raise Http404
        return permit, None
    package = get_object_or_404(H5PPackage, uuid=permit.package)
    if not can_manage_package(request.user, package):
        raise Http404
    return permit, package
