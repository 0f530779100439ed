"""Showing the StreamField of a public page, rendered once until something is published."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from core.languages import active_language
from core.public_data import cached_public

register = template.Library()


@register.simple_tag(takes_context=True)
def reading_body(context: Context, page: Any, field: str = "body") -> SafeString:
    """The blocks of a page: `{% reading_body page %}`. Links in them cost queries, so the result is kept.

    A draft's preview is never kept. What blocks show must be the same for every visitor: they get no request.
    """
    request = context.get("request")

    def render() -> SafeString:
        return mark_safe("\n".join(str(block.render()) for block in getattr(page, field)))

    if getattr(request, "is_preview", False) or not page.live or page.pk is None:
        return render()
    stamp = page.last_published_at.isoformat() if page.last_published_at else ""
    return cached_public(f"body:{page._meta.label}:{page.pk}:{field}:{active_language()}:{stamp}", render)
