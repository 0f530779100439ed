"""Sign-in cards: made for trainees by who teaches them, used once, taken back."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.access import card_holders
from accounts.card_codes import code_hash, make_code, possible_hashes, read_code
from accounts.card_models import SignInCard
from accounts.exceptions import CardNotUsable, CardRefused
from accounts.models import User
from accounts.services.sessions import end_sessions
from core import audit
from core.notifications import notify_many


@dataclass(frozen=True)
class MadeCard:
    """A new card with its code in clear: for the one answer that shows or prints it, never stored or logged."""

    user: User
    code: str
    card: SignInCard


@transaction.atomic
def make_cards(*, users: Iterable[User], by: User | None) -> list[MadeCard]:
    """A new card for each person, in this order; her older card stops working. Raises CardRefused for staff."""
    wanted = list(users)
    ids = sorted(user.pk for user in wanted)
    # Locked in one order, so that two sheets at once do not wait for each other.
    list(User.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    if card_holders().filter(pk__in=ids).count() != len(set(ids)) or len(ids) != len(set(ids)):
        raise CardRefused
    now = timezone.now()
    SignInCard.objects.open().filter(user__in=ids).update(revoked_at=now)
    expires_at = now + timedelta(days=settings.SIGN_IN_CARD_DAYS)
    made = []
    for user in wanted:
        code = make_code()
        made.append(
            MadeCard(
                user,
                code,
                SignInCard(
                    user=user, code_hash=code_hash(code), made_by=by, made_at=now, expires_at=expires_at
                ),
            )
        )
    SignInCard.objects.bulk_create(one.card for one in made)
    for one in made:
        audit.record(
            action="accounts.card_made",
            actor=by,
            about=one.user,
            data={"card": str(one.card.uuid), "until": expires_at.isoformat()},
        )
    if made:
        _tell([one.user for one in made], "card_made", made[0].card)
    return made


@transaction.atomic
def reset_access(*, user: User, by: User) -> MadeCard:
    """A new card instead of everything she had: her password stops working and her sessions end. Raises CardRefused."""
    made = make_cards(users=[user], by=by)[0]
    user.set_unusable_password()
    user.save(update_fields=["password"])
    end_sessions(user=user)
    audit.record(action="accounts.access_reset", actor=by, about=user)
    return made


@transaction.atomic
def revoke_card(*, user: User, by: User) -> bool:
    """Take back her card that was not used yet; False when she has none. Twice is once."""
    taken = SignInCard.objects.open().filter(user=user).update(revoked_at=timezone.now())
    if taken:
        audit.record(action="accounts.card_revoked", actor=by, about=user)
    return bool(taken)


def find_card(text: str) -> SignInCard:
    """The card with this code, if it lets her in now. Raises CardNotUsable, which says why."""
    code = read_code(text)
    card = (
        SignInCard.objects.select_related("user").filter(code_hash__in=possible_hashes(code)).first()
        if code
        else None
    )
    if card is None:
        raise CardNotUsable(CardNotUsable.UNKNOWN)
    _refuse_spent(card)
    return card


def open_card(uuid: "str | uuid.UUID") -> SignInCard:
    """The card that she showed a moment ago, if it still lets her in. Raises CardNotUsable."""
    card = SignInCard.objects.select_related("user").filter(uuid=uuid).first()
    if card is None:
        raise CardNotUsable(CardNotUsable.UNKNOWN)
    _refuse_spent(card)
    return card


def use_card(*, card: SignInCard, password: str) -> User:
    """Spend the card and set the password that she chose; whatever was signed in before ends.

    Of two requests at once one gets in: the row is changed only while it is unused. Raises CardNotUsable.
    """
    with transaction.atomic():
        spent = SignInCard.objects.usable().filter(pk=card.pk).update(used_at=timezone.now())
        if not spent:
            card.refresh_from_db()
            _refuse_spent(card)
            raise CardNotUsable(CardNotUsable.USED)
        user = User.objects.select_for_update().get(pk=card.user_id)
        if not card_holders().filter(pk=user.pk).exists():
            raise CardNotUsable(CardNotUsable.REVOKED)
        user.set_password(password)
        user.save(update_fields=["password"])
        end_sessions(user=user)
        audit.record(action="accounts.card_used", actor=user, about=user, data={"card": str(card.uuid)})
        _tell([user], "card_used", card)
        return user


def _refuse_spent(card: SignInCard) -> None:
    if card.used_at is not None:
        raise CardNotUsable(CardNotUsable.USED)
    if card.revoked_at is not None or not card_holders().filter(pk=card.user_id).exists():
        raise CardNotUsable(CardNotUsable.REVOKED)
    if card.expires_at <= timezone.now():
        raise CardNotUsable(CardNotUsable.EXPIRED)


def _tell(users: list[User], change: str, card: SignInCard) -> None:
    """One event, named after its first card, however many people are on the sheet."""
    notify_many(
        user_ids=[user.pk for user in users],
        kind="account_changed",
        key=f"{change}:{card.uuid}",
        context={"change": change, "at": timezone.now().isoformat(), "device": "", "to_email": ""},
    )
