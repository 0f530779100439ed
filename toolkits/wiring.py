"""Ties the applets together while Django starts: page views, related content, navigation, where contacts land."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.landing import first_entry, landing_pages
from accounts.models import Role
from accounts.roles import has_role_somewhere, is_administrator, roles_of
from core.navigation import Entry, navigation, signed_in, visitors
from core.pages import page_views
from core.related import related_content
from toolkits.library.selectors.toolkit import toolkits_of_page
from toolkits.library.views import guides, toolkits

page_views.register("toolkits.ToolkitIndexPage", toolkits.library)
page_views.register("toolkits.ToolkitPage", toolkits.toolkit)
page_views.register("toolkits.GuideIndexPage", guides.guide_index)
page_views.register("toolkits.GuidePage", guides.guide)
page_views.register("toolkits.GuideChapterPage", guides.chapter)
related_content.register("toolkits", toolkits_of_page)


def _is_contact(request: HttpRequest) -> bool:
    return (
        signed_in(request)
        and not is_administrator(request.user)
        and has_role_somewhere(request.user, Role.FIRM_CONTACT)
    )


def _firm_landing(user: Any) -> str | None:
    """A contact who is nothing else begins at her firm's page."""
    held = {one.role for one in roles_of(user)}
    return reverse("toolkits:firm-home") if held == {Role.FIRM_CONTACT} else None


landing_pages.register("firm", _firm_landing)
_firm = Entry(
    area="user",
    label=_("My firm"),
    address="toolkits:firm-home",
    icon="factory",
    order=20,
    is_visible=_is_contact,
)
navigation.register("firm", _firm)
navigation.register("firm-first", first_entry(_firm))
navigation.register(
    "collections",
    Entry(
        area="user",
        label=_("My collections"),
        address="toolkits:collection-list",
        icon="folder",
        order=30,
        is_visible=signed_in,
    ),
)
navigation.register(
    "device-collection",
    Entry(
        area="footer",
        label=_("My collection on this device"),
        address="toolkits:collection-device",
        icon="folder",
        order=40,
        is_visible=visitors,
    ),
)
