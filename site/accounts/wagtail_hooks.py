"""What accounts take out of the CMS: its screens of users and groups are not ours (accounts.views.doors)."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

GONE = {"users", "groups"}


@hooks.register("construct_settings_menu")
def leave_out_of_menu(request: HttpRequest, menu_items: list[Any]) -> None:
    """No entries for users and groups."""
    menu_items[:] = [item for item in menu_items if item.name not in GONE]


@hooks.register("construct_search")
def leave_out_of_search(request: HttpRequest, search_areas: list[Any]) -> None:
    """No search among users."""
    search_areas[:] = [area for area in search_areas if area.name not in GONE]
