"""Changing what a person is called and what she signs in with."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.exceptions import IdentifierTaken, LastIdentifier
from accounts.identifiers import Identifier, read_phone, read_username
from accounts.models import User
from accounts.services.people import is_taken
from core import audit


@transaction.atomic
def change_name(*, user: User, first_name: str, last_name: str, language: str) -> User:
    """Change given name, family name and the language we write to her in."""
    user.first_name, user.last_name, user.language = first_name.strip(), last_name.strip(), language
    user.save()
    return user


@transaction.atomic
def change_username(*, user: User, username: str) -> User:
    """Set, change or (with an empty text) remove the user name.

    Raises IdentifierNotUsable, IdentifierTaken, LastIdentifier.
    """
    return _change(user, "username", read_username(username) if username.strip() else None)


@transaction.atomic
def change_phone(*, user: User, phone: str) -> User:
    """Set, change or (with an empty text) remove the phone number; a new one is unverified.

    Raises IdentifierNotUsable, IdentifierTaken, LastIdentifier.
    """
    user.phone_verified_at = None
    return _change(user, "phone", read_phone(phone) if phone.strip() else None)


@transaction.atomic
def confirm_phone(*, user: User, phone_key: str) -> bool:
    """She has proved that this number is hers. False, and nothing changes, when it is not her number any more."""
    changed = User.objects.filter(pk=user.pk, phone_key=phone_key).update(phone_verified_at=timezone.now())
    if changed:
        audit.record(action="accounts.phone_confirmed", actor=user, about=user)
    return bool(changed)


def _change(user: User, kind: str, identifier: Identifier | None) -> User:
    if identifier is None and not any(
        getattr(user, name) for name in ("username", "email", "phone") if name != kind
    ):
        raise LastIdentifier
    if identifier and is_taken(identifier, except_user=user):
        raise IdentifierTaken(kind)
    setattr(user, kind, identifier.text if identifier else None)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise IdentifierTaken(kind) from None
    audit.record(action=f"accounts.{kind}_changed", actor=user, about=user)
    return user
