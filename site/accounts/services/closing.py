"""Closing an account and opening it again. Records and roles stay; who is closed out has none of them meanwhile."""

from django.db import transaction

from accounts.models import User
from accounts.services.sessions import end_sessions
from core import audit


@transaction.atomic
def close_account(*, user: User, by: User, reason: str) -> None:
    """Nobody signs in with it any more, and every session of hers ends. Twice is once."""
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        user.is_active = False
        end_sessions(user=user)
        audit.record(action="accounts.closed", actor=by, about=user, reason=reason)


@transaction.atomic
def reopen_account(*, user: User, by: User, reason: str) -> None:
    """She signs in with it again, and her roles count again. Twice is once."""
    if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        user.is_active = True
        audit.record(action="accounts.reopened", actor=by, about=user, reason=reason)
