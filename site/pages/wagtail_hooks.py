"""What the first page of the CMS says to administrators: what the installation still lacks."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component

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


@hooks.register("construct_homepage_panels")
def add_setup_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For administrators only."""
    if can_set_up(request.user) and (missing := open_steps(request.user)):
        panels.insert(0, SetupPanel(missing))
