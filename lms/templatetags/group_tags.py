"""What templates ask about groups."""

from typing import Any

from django import template
from django.template.context import Context

from lms.programmes.access import can_manage_cohort
from lms.programmes.models import Cohort

register = template.Library()


@register.simple_tag(takes_context=True)
def runs_group(context: Context, cohort: Cohort) -> bool:
    """Whether this person sets the group up: `{% runs_group cohort as is_manager %}`. No query beside her roles."""
    user: Any = context.get("user")
    return can_manage_cohort(user, cohort)
