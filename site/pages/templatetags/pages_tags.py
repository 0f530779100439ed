"""Tags for templates of public pages."""

from typing import Any

from django import template
from django.template.context import Context

from pages.selectors.site_data import SiteData, site_data

register = template.Library()


@register.simple_tag(takes_context=True)
def page_address(context: Context, page: Any) -> str:
    """The full address of a page: what search engines should call it."""
    request = context.get("request")
    path = page.get_url(request) or ""
    return request.build_absolute_uri(path) if request and path else path


@register.simple_tag(name="site_data", takes_context=True)
def site_data_tag(context: Context) -> SiteData:
    """Name, contact, sections and footer of the site: `{% site_data as site %}`."""
    return site_data(context.get("request"))
