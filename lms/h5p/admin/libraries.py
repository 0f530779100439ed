"""Libraries, for administrators: which are here in which version, what needs them, and taking out what nothing needs."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from lms.h5p.access import can_manage_libraries
from lms.h5p.admin.uploading import NAMESPACE
from lms.h5p.exceptions import PackageInUse
from lms.h5p.models import H5PLibrary
from lms.h5p.selectors.listing import listed_libraries
from lms.h5p.services import delete_library, delete_unused_libraries

PAGE_SIZE = 100


@require_safe
def library_list(request: HttpRequest) -> HttpResponse:
    """All libraries, a hundred a page."""
    _check(request)
    page = Paginator(listed_libraries(), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "libraries": page,
        "page_obj": page,
        "has_unused": any(getattr(library, "package_count", 0) == 0 for library in page),
        "page_title": _("H5P libraries"),
        "header_icon": "folder-open-inverse",
    }
    return render(request, "lms/h5p/cms/libraries.html", context)


@require_POST
def library_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one out."""
    _check(request)
    library = get_object_or_404(H5PLibrary.objects.defer("files", "semantics"), pk=pk)
    try:
        delete_library(library=library, by=request.user)
    except PackageInUse as error:
        messages.error(
            request,
            _("%(library)s is needed by: %(uses)s.") % {"library": library, "uses": ", ".join(error.uses)},
        )
    else:
        messages.success(request, _("%(library)s is deleted.") % {"library": library})
    return redirect(f"{NAMESPACE}:libraries")


@require_POST
def libraries_clean(request: HttpRequest) -> HttpResponse:
    """Take out everything that no package needs."""
    _check(request)
    count = delete_unused_libraries(by=request.user)
    messages.success(
        request,
        ngettext("%(count)d library is deleted.", "%(count)d libraries are deleted.", count)
        % {"count": count},
    )
    return redirect(f"{NAMESPACE}:libraries")


def _check(request: HttpRequest) -> None:
    if not can_manage_libraries(request.user):
        raise PermissionDenied
