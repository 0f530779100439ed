"""What the first page of the CMS says to administrators: what the installation still lacks."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from core.readiness import open_steps
from pages.access import can_set_up


class SetupPanel(Component):
    """A line with the way to the list of steps; nothing when all are done."""

    name = "setup"
    order = 10
    template_name = "wagtailadmin/setup_panel.html"

    def __init__(self, missing: int) -> None:
        self.missing = missing

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """How many are missing, and where they are listed."""
        return {"missing": self.missing, "address": reverse("pages:setup-steps")}


class SectionsPanel(Component):
    """The parts of the site in which she may write, each with the way to a new page there."""

    name = "sections"
    order = 30
    template_name = "wagtailadmin/sections_panel.html"

    def __init__(self, rows: list[tuple[Page, str, str]]) -> None:
        self.rows = rows

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Page, where it is, where one adds below it."""
        return {"rows": self.rows}


def _sections(user: Any) -> list[tuple[Page, str, str]]:
    """Pages right below the Turkish front page that have, or may have, pages below them."""
    found = []
    fronts = Page.objects.filter(depth=2, locale__language_code=settings.LANGUAGE_CODE)
    for front in fronts:
        for page in front.get_children().specific():
            rights = page.permissions_for_user(user)
            if rights.can_add_subpage() and page.allowed_subpage_models():
                add = reverse("wagtailadmin_pages:add_subpage", args=[page.pk])
                found.append((page, reverse("wagtailadmin_explore", args=[page.pk]), add))
    return found


@hooks.register("construct_homepage_panels")
def add_sections_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For everybody who may write somewhere."""
    if rows := _sections(request.user):
        panels.insert(0, SectionsPanel(rows))


@hooks.register("construct_homepage_panels")
def add_setup_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For administrators only."""
    if can_set_up(request.user) and (missing := open_steps(request.user)):
        panels.insert(0, SetupPanel(missing))
