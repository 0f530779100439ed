"""Content types of the editor: what the service has, from a file or from the hub. Administrators only."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from core.audit import record
from lms.h5p.access import can_manage_libraries
from lms.h5p.client import AuthoringError, AuthoringService, Behalf, Installed
from lms.h5p.views.authoring.sentences import sentence_of


@login_required
@require_GET
@never_cache
def types(request: HttpRequest) -> HttpResponse:
    """All libraries of the service; with `?hub=1` the hub's content types, too (the service may ask the internet)."""
    service = _service_or_404(request)
    context: dict[str, Any] = {"libraries": [], "offered": None, "wants_hub": request.GET.get("hub") == "1"}
    try:
        context["libraries"] = sorted(
            service().list_libraries(), key=lambda one: (not one.is_runnable, one.title)
        )
        context["has_hub"] = service().health().has_hub
    except AuthoringError as error:
        context["problem"] = sentence_of(error)
    else:
        if context["wants_hub"]:
            try:
                context["offered"] = [one for one in service().list_content_types() if one.can_install]
            except AuthoringError as error:
                context["hub_problem"] = sentence_of(error)
    return render(request, "lms/h5p/authoring/types.html", context)


@login_required
@require_POST
def type_install(request: HttpRequest, name: str) -> HttpResponse:
    """Take a content type from the hub."""
    service = _service_or_404(request)
    _tell(request, name, lambda: service().install_content_type(name))
    return redirect("h5p_authoring:types")


@login_required
@require_POST
def types_upload(request: HttpRequest) -> HttpResponse:
    """Take the libraries out of a package."""
    service = _service_or_404(request)
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose a file."))
    else:
        file.seek(0)
        _tell(request, file.name, lambda: service().install_libraries(file.file))
    return redirect("h5p_authoring:types")


@login_required
@require_POST
def type_delete(request: HttpRequest, key: str) -> HttpResponse:
    """Remove a library that nothing uses."""
    service = _service_or_404(request)
    try:
        service().delete_library(key)
    except AuthoringError as error:
        messages.error(request, sentence_of(error))
    else:
        record(action="h5p.editor_library_deleted", actor=request.user, data={"library": key})
        messages.success(request, _("%(name)s was removed from the authoring service.") % {"name": key})
    return redirect("h5p_authoring:types")


def _service_or_404(request: HttpRequest) -> Any:
    """What makes a client on an administrator's behalf; 404 for everybody else."""
    if not can_manage_libraries(request.user):
        raise Http404
    return lambda: AuthoringService(Behalf(str(request.user.pk), permission="administrator"))


def _tell(request: HttpRequest, name: str, install: Any) -> None:
    try:
        done: Installed = install()
    except AuthoringError as error:
        messages.error(request, sentence_of(error))
        return
    count = done.installed + done.updated
    record(
        action="h5p.editor_libraries_installed", actor=request.user, data={"from": name[:200], "count": count}
    )
    text = ngettext("%(count)d library was installed.", "%(count)d libraries were installed.", count)
    messages.success(request, text % {"count": count})
