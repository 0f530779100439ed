"""The look of the CMS, and what of Wagtail's own menus is no help to our editors."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def cms_css() -> SafeString:
    """Our colours, and texts in their own direction."""
    return format_html('<link rel="stylesheet" href="{}">', static("core/cms/cms.css"))


@hooks.register("construct_help_menu")
def leave_news_of_wagtail_out(request: HttpRequest, items: list[Any]) -> None:
    """What is new in a version of Wagtail is for whoever maintains the site, and only in English; so is its guide."""
    items[:] = [item for item in items if not item.name.startswith(("whats-new-in-wagtail", "editor-guide"))]


@hooks.register("construct_reports_menu")
def name_translations_in_this_language(request: HttpRequest, items: list[Any]) -> None:
    """wagtail-localize names its report in the language of the first request of the process."""
    address = reverse("wagtail_localize:translations_report")
    for item in items:
        if item.url == address:
            item.label = _("Translations")
