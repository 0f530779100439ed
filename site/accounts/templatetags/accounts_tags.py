"""Template tags about the person who is signed in."""

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.crypto import salted_hmac

from accounts.errands import errand_text
from accounts.models import User
from accounts.roles import is_administrator, is_staff_member
from accounts.sso.organisations import Organisation, organisations
from core.readiness import open_steps

register = template.Library()


@register.simple_tag(takes_context=True)
def has_staff_role(context: Context) -> bool:
    """Whether this person's roles need a second factor."""
    return is_staff_member(context["user"])


@register.simple_tag
def errand(address: str | None) -> str:
    """What is done for an address once she is in; "" for a plain page."""
    return errand_text(address or "")


@register.filter
def device_mark(user: User) -> str:
    """What a browser remembers of whose pages it showed last: nothing that says who she is."""
    return salted_hmac("accounts.device_mark", str(user.uuid), algorithm="sha256").hexdigest()[:16]


@register.simple_tag
def idle_seconds() -> int:
    """After how long without use a page goes from the screen of a shared device."""
    return settings.SHARED_DEVICE_IDLE_SECONDS


@register.simple_tag(takes_context=True)
def missing_setup_steps(context: Context) -> int:
    """For administrators: how much of the set-up is missing; 0 for everybody else."""
    user = context["user"]
    return open_steps(user) if is_administrator(user) else 0


@register.simple_tag(name="organisations")
def organisation_list() -> list[Organisation]:
    """Organisations whose people sign in with their own account."""
    return organisations()
