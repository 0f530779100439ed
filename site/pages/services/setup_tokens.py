"""The key to the first set-up in the browser: printed by the command, kept as a digest, opens once and for a day.

Every new key makes the ones before it worthless, and with the first administrator all of them are.
"""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.access import administrators
from core import audit
from pages.models import SetupToken

LASTS = timedelta(hours=24)


class SetupClosed(Exception):
    """There is an administrator already: nothing is set up from outside any more."""


class TokenNotUsable(Exception):
    """Unknown, opened before, too old, or replaced by a newer one."""


@transaction.atomic
def make_setup_token() -> str:
    """Make a key and return it; it is kept nowhere. Raises SetupClosed."""
    if administrators().exists():
        raise SetupClosed
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    SetupToken.objects.filter(revoked_at=None).update(revoked_at=now)
    SetupToken.objects.create(digest=_digest(token), made_at=now, expires_at=now + LASTS)
    audit.record(action="setup.token_made")
    return token


def find_setup_token(token: str) -> SetupToken:
    """The row of a key that can still be opened. Raises TokenNotUsable, SetupClosed."""
    if administrators().exists():
        raise SetupClosed
    row = SetupToken.objects.filter(
        digest=_digest(token), opened_at=None, revoked_at=None, expires_at__gt=timezone.now()
    ).first()
    if row is None:
        raise TokenNotUsable
    return row


@transaction.atomic
def open_setup_token(token: str) -> SetupToken:
    """Spend a key. Of two at once one gets in. Raises TokenNotUsable, SetupClosed."""
    row = find_setup_token(token)
    if not SetupToken.objects.filter(pk=row.pk, opened_at=None).update(opened_at=timezone.now()):
        raise TokenNotUsable
    audit.record(action="setup.token_opened", about=row)
    return row


def is_setting_up(number: int | None) -> bool:
    """Whether whoever opened the key of this number may (still) set up."""
    return (
        number is not None
        and SetupToken.objects.filter(
            pk=number, opened_at__isnull=False, revoked_at=None, expires_at__gt=timezone.now()
        ).exists()
        and not administrators().exists()
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
