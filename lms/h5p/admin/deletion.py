"""Several packages at once in the CMS: the same rule as for one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from lms.h5p.admin.uploading import NAMESPACE
from lms.h5p.exceptions import PackageInUse
from lms.h5p.models import H5PPackage
from lms.h5p.services import delete_package


@hooks.register("before_bulk_action")
def delete_by_service(
    request: HttpRequest, action_type: str, objects: list[Any], _action: Any
) -> HttpResponse | None:
    """Delete each that nothing needs, with its files; say which are needed. Wagtail's own way would leave files."""
    if action_type != "delete" or not any(isinstance(one, H5PPackage) for one in objects):
        return None
    for package in objects:
        title = package.title
        try:
            delete_package(package=package, by=request.user)
        except PackageInUse as error:
            messages.error(
                request,
                _("“%(title)s” is needed by: %(uses)s.")
                % {"title": title, "uses": ", ".join(error.uses[:10])},
            )
        else:
            messages.success(request, _("“%(title)s” is deleted.") % {"title": title})
    return redirect(f"{NAMESPACE}:list")
