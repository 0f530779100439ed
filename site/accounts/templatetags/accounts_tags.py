"""Template tags about the person who is signed in."""

from django import template
from django.template.context import Context

from accounts.roles import is_staff_member

register = template.Library()


@register.simple_tag(takes_context=True)
def has_staff_role(context: Context) -> bool:
    """Whether this person's roles need a second factor."""
    return is_staff_member(context["user"])
