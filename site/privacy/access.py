"""Who may have somebody erased, make two accounts one, and let old data go. One function a rule."""

from typing import Any

from accounts.access import can_manage_account, people_for
from accounts.models import User
from accounts.roles import is_administrator
from privacy.models import AccountMerge


def can_ask_erasure_for(user: Any, person: User) -> bool:
    """At the person's own request: whoever may close her account."""
    return can_manage_account(user, person)


def can_merge(user: Any, kept: User, closed: User) -> bool:
    """Both must be accounts that she may close, and two."""
    return kept.pk != closed.pk and can_manage_account(user, kept) and can_manage_account(user, closed)


def can_undo(user: Any, merge: AccountMerge) -> bool:
    """Whoever may close the account that stayed; the closed one has nothing left by which it would be in anybody's scope."""
    return can_manage_account(user, merge.kept)


def can_run_retention(user: Any) -> bool:
    """Administrators only: it concerns everybody's data."""
    return is_administrator(user)


def can_read_special(user: Any, person: User) -> bool:
    """The programme office of something that she has a part in; never trainers, mentors, firms or editors, nobody her own here."""
    return person.pk != user.pk and people_for(user).filter(pk=person.pk).exists()
