"""A package's own page in the CMS, and deleting it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views.snippets import DeleteView, EditView, HistoryView, UsageView

from core.activity_origin import PLAYER_PATH, frame_sources
from lms.h5p.access import can_choose_package, can_manage_package
from lms.h5p.client import is_configured
from lms.h5p.exceptions import PackageInUse
from lms.h5p.models import H5PPackage
from lms.h5p.selectors.listing import versions_of
from lms.h5p.selectors.uses import uses_of
from lms.h5p.services import delete_package
from lms.h5p.signals import package_changed


class _Known:
    """What she may not choose is not there for her."""

    request: HttpRequest

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        package = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not can_choose_package(self.request.user, package):
            raise Http404
        return package


class PackageView(_Known, EditView):
    """Its details to change, its versions, where it is used. Whoever may only choose it sees all but the form."""

    template_name = "lms/h5p/cms/package.html"
    page_title = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        # It plays here: its frame may not be led to a page of the CMS, which frames its own previews elsewhere.
        response._csp_replace = {"frame-src": frame_sources(request, PLAYER_PATH)}  # type: ignore[attr-defined]
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_manage_package(request.user, self.object):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def save_instance(self) -> Any:
        package = super().save_instance()
        package_changed.send(sender=H5PPackage, package=package)
        return package

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        uses = uses_of(self.object)
        return {
            **super().get_context_data(**kwargs),
            "package": self.object,
            "may_manage": can_manage_package(self.request.user, self.object),
            "versions": versions_of(self.object),
            "uses": uses,
            "may_write": is_configured(),
        }


class PackageDeleteView(_Known, DeleteView):
    """Only what nothing needs; else it says what needs it."""

    template_name = "lms/h5p/cms/confirm_delete.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_manage_package(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "package": self.object, "uses": uses_of(self.object)}

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        title = self.object.title
        try:
            delete_package(package=self.object, by=request.user)
        except PackageInUse as error:
            messages.error(
                request,
                _("“%(title)s” is needed by: %(uses)s.")
                % {"title": title, "uses": ", ".join(error.uses[:10])},
            )
            return redirect(self.edit_url_name, self.object.pk)
        messages.success(request, _("“%(title)s” is deleted.") % {"title": title})
        return redirect(self.index_url_name)


class PackageUsageView(_Known, UsageView):
    pass


class PackageHistoryView(_Known, HistoryView):
    pass
