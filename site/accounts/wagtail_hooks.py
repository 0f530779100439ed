"""What accounts take out of the CMS: its screens of users and groups are not ours (accounts.views.doors)."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from accounts.models import Role
from accounts.roles import has_role_somewhere

GONE = {"users", "groups"}


@hooks.register("construct_settings_menu")
def leave_out_of_menu(request: HttpRequest, menu_items: list[Any]) -> None:
    """No entries for users and groups."""
    menu_items[:] = [item for item in menu_items if item.name not in GONE]


@hooks.register("construct_search")
def leave_out_of_search(request: HttpRequest, search_areas: list[Any]) -> None:
    """No search among users."""
    search_areas[:] = [area for area in search_areas if area.name not in GONE]


@hooks.register("construct_main_menu")
def leave_reports_to_editors(request: HttpRequest, menu_items: list[Any]) -> None:
    """Reports are about the whole site: they are for those who look after it."""
    if not has_role_somewhere(request.user, Role.EDITOR):
        menu_items[:] = [item for item in menu_items if item.name != "reports"]


class BackToTheSite(MenuItem):
    """To wherever this person begins on the site, in the language in which she reads the CMS."""

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        return LinkMenuItem(self.name, self.label, reverse("accounts:home"), icon_name=self.icon_name)


@hooks.register("register_admin_menu_item")
def way_back() -> MenuItem:
    """The way back is always the first entry."""
    return BackToTheSite(_("To the site"), "", name="back-to-the-site", icon_name="arrow-left", order=1)
