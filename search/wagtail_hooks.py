"""What search adds to the CMS."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search import viewsets  # noqa: F401
from search.access import can_read_insight


class _ReportItem(MenuItem):
    """For those who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_read_insight(request.user)


@hooks.register("register_admin_urls")
def add_addresses() -> list[Any]:
    """Wagtail lets only people of the CMS through."""
    return [path("", include("search.cms_urls"))]


@hooks.register("register_reports_menu_item")
def add_queries() -> MenuItem:
    """What is searched."""
    return _ReportItem(
        _("What is searched"), reverse_lazy("search_cms:queries"), icon_name="search", order=710
    )


@hooks.register("register_reports_menu_item")
def add_files() -> MenuItem:
    """Files whose text cannot be found."""
    return _ReportItem(
        _("Files that cannot be searched"), reverse_lazy("search_cms:files"), icon_name="doc-full", order=720
    )


@hooks.register("register_reports_menu_item")
def add_why() -> MenuItem:
    """Why a result ranks where it does."""
    return _ReportItem(
        _("Order of search results"), reverse_lazy("search_cms:why"), icon_name="order", order=730
    )
