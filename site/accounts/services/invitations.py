"""The first way in for somebody whose account was made by others: a link with which she chooses her password.

The link is made when it is mailed or shown and is stored nowhere; it works once and for some days.
"""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from core import audit
from core.outbox import enqueue

INVITE = "accounts.invite"


@transaction.atomic
def invite_person(*, user: User, by: User) -> str:
    """Mail her the link; without an e-mail address return it, to be shown once ("" when it was mailed)."""
    audit.record(
        action="accounts.invited",
        actor=by,
        about=user,
        data={"channel": "email" if user.email else "screen"},
    )
    if not user.email:
        return password_link(user)
    enqueue(
        topic=INVITE,
        key=f"invite:{user.pk}:{timezone.now():%Y%m%d%H%M}",
        payload={"user": user.pk, "by": by.pk},
    )
    return ""


def password_link(user: User) -> str:
    """A link with which a person chooses a password; any change of her password or sign-in makes it worthless."""
    with translation.override(user.language):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(
            "account_reset_password_from_key",
            kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
        )


def link_days() -> int:
    """For how many days such a link works."""
    return settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)
