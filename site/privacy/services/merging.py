"""Two accounts of one person made one, and taken apart again."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.card_models import SignInCard
from accounts.groups import sync_groups
from accounts.models import User
from accounts.services.sessions import end_sessions
from core import audit
from core.append_only import MERGE, open_door
from core.personal_data import holdings
from privacy.exceptions import MergeRefused, StillHasDuties, UndoNotPossible
from privacy.models import AccountMerge, ErasedPerson
from privacy.selectors.merging import rows_to_move
from privacy.services.erasing import make_pseudonym

TIME_TO_UNDO = timedelta(days=30)
_IDENTIFIERS = ("username", "email", "phone")
_MOMENTS = {"email": "email_verified_at", "phone": "phone_verified_at"}


def merge_accounts(*, kept: User, closed: User, by: User, reason: str) -> AccountMerge:
    """Re-point what `closed` has to `kept`, move the identifiers that `kept` lacks, and close the second account.

    Who did what in the past is not rewritten: rows that name the closed account as the one who acted stay. Consents
    stay, too: nobody agrees to anything by a merge. Raises MergeRefused, StillHasDuties.
    """
    with transaction.atomic():
        # Locked in one order, so that two officers at once do not wait for each other.
        locked = {
            user.pk: user
            for user in User.objects.select_for_update().filter(pk__in=[kept.pk, closed.pk]).order_by("pk")
        }
        kept, closed = locked[kept.pk], locked[closed.pk]
        _refuse(kept, closed)
        moved = _move_rows(kept, closed)
        before = _move_identifiers(kept, closed)
        merge = AccountMerge.objects.create(
            kept=kept, closed=closed, made_by=by, reason=reason[:300], moved=moved, before=before
        )
        SignInCard.objects.open().filter(user=closed).update(revoked_at=timezone.now())
        end_sessions(user=closed)
        _note("privacy.accounts_merged", kept, closed, by=by, reason=reason)
        return merge


def can_be_undone(merge: AccountMerge) -> bool:
    """Whether there is still time, and nobody of the two was erased meanwhile."""
    is_early = merge.undone_at is None and timezone.now() < merge.made_at + TIME_TO_UNDO
    return is_early and bool(merge.before)


def undo_merge(*, merge: AccountMerge, by: User, reason: str) -> None:
    """Give everything back: rows, identifiers, the open account. Raises UndoNotPossible."""
    try:
        with transaction.atomic():
            merge = AccountMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
            if not can_be_undone(merge):
                raise UndoNotPossible
            kept = User.objects.select_for_update().get(pk=merge.kept_id)
            closed = User.objects.select_for_update().get(pk=merge.closed_id)
            _give_rows_back(merge, kept, closed)
            _give_identifiers_back(merge.before, kept, closed)
            merge.undone_at, merge.undone_by, merge.before = timezone.now(), by, {}
            merge.save(update_fields=["undone_at", "undone_by", "before"])
            _note("privacy.merge_undone", kept, closed, by=by, reason=reason)
    except IntegrityError:
        # An identifier was given to somebody else meanwhile.
        raise UndoNotPossible from None


def _note(action: str, kept: User, closed: User, *, by: User, reason: str) -> None:
    """In the log of both, and each in the groups that her roles now give her."""
    for user in (kept, closed):
        sync_groups(user)
        audit.record(
            action=action,
            actor=by,
            about=user,
            reason=reason,
            data={"kept": str(kept.uuid), "closed": str(closed.uuid)},
        )


def _refuse(kept: User, closed: User) -> None:
    if kept.pk == closed.pk or not kept.is_active or not closed.is_active:
        raise MergeRefused
    if closed.is_superuser or closed.is_staff:
        raise StillHasDuties
    if AccountMerge.objects.filter(closed__in=[kept, closed], undone_at=None).exists():
        raise MergeRefused
    if ErasedPerson.objects.filter(person_uuid__in=[kept.uuid, closed.uuid]).exists():
        raise MergeRefused


def _move_rows(kept: User, closed: User) -> dict[str, list[int]]:
    moved = {}
    with open_door(MERGE):
        for moving in rows_to_move(kept, closed):
            if moving.ids:
                rows = moving.holding.rows.filter(pk__in=moving.ids)
                rows.update(**{moving.holding.follows: kept})
                moved[moving.holding.model] = moving.ids
    return moved


def _give_rows_back(merge: AccountMerge, kept: User, closed: User) -> None:
    with open_door(MERGE):
        for holding in holdings:
            if not holding.follows:
                continue
            hers = holding.rows.filter(**{holding.follows: kept})
            hers.filter(pk__in=merge.moved.get(holding.model, [])).update(**{holding.follows: closed})
            if holding.goes_with:
                # What came about since then in a place that goes back, goes with it.
                places = merge.moved.get(holding.goes_with_table, [])
                hers.filter(**{f"{holding.goes_with}__in": places}).update(**{holding.follows: closed})


def _move_identifiers(kept: User, closed: User) -> dict[str, Any]:
    addresses = list(EmailAddress.objects.filter(user=closed).values("pk", "primary"))
    before = {"kept": _signed_in_with(kept), "closed": _signed_in_with(closed), "addresses": addresses}
    theirs = {name: getattr(closed, name) for name in (*_IDENTIFIERS, *_MOMENTS.values())}
    closed.username, closed.email, closed.phone = make_pseudonym(), None, None
    closed.email_verified_at = closed.phone_verified_at = None
    closed.is_active = False
    closed.save()
    for name in _IDENTIFIERS:
        if theirs[name] and not getattr(kept, name):
            setattr(kept, name, theirs[name])
            if name in _MOMENTS:
                setattr(kept, _MOMENTS[name], theirs[_MOMENTS[name]])
    kept.save()
    has_primary = EmailAddress.objects.filter(user=kept, primary=True).exists()
    changes: dict[str, Any] = {"user": kept, **({"primary": False} if has_primary else {})}
    known = EmailAddress.objects.filter(user=kept).values_list("email", flat=True)
    EmailAddress.objects.filter(user=closed).exclude(email__in=list(known)).update(**changes)
    return before


def _give_identifiers_back(before: dict[str, Any], kept: User, closed: User) -> None:
    for name in _IDENTIFIERS:
        theirs, mine = before["closed"][name], before["kept"][name]
        if theirs and not mine and getattr(kept, name) == theirs:
            setattr(kept, name, None)
            if name in _MOMENTS:
                setattr(kept, _MOMENTS[name], None)
    for address in before["addresses"]:
        EmailAddress.objects.filter(pk=address["pk"]).update(user=closed, primary=address["primary"])
    kept.save()
    for name in _IDENTIFIERS:
        setattr(closed, name, before["closed"][name])
    for moment in _MOMENTS.values():
        text = before["closed"][moment]
        setattr(closed, moment, datetime.fromisoformat(text) if text else None)
    closed.is_active = True
    closed.save()


def _signed_in_with(user: User) -> dict[str, Any]:
    moments = {name: getattr(user, name) for name in _MOMENTS.values()}
    return {
        **{name: getattr(user, name) for name in _IDENTIFIERS},
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
    }
