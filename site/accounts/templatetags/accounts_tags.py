"""Template tags about the person who is signed in."""

from django import template
from django.template.context import Context

from accounts.errands import errand_text
from accounts.roles import is_staff_member

register = template.Library()


@register.simple_tag(takes_context=True)
def has_staff_role(context: Context) -> bool:
    """Whether this person's roles need a second factor."""
    return is_staff_member(context["user"])


@register.simple_tag
def errand(address: str | None) -> str:
    """What is done for an address once she is in; "" for a plain page."""
    return errand_text(address or "")
