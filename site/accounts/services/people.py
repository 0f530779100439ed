"""New people."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.consents import NEWS
from accounts.exceptions import IdentifierTaken
from accounts.identifiers import Identifier, read_email, read_phone, read_username
from accounts.models import User
from accounts.services.consent import record_consent
from accounts.services.mails import ask_for_confirmation
from core import audit


@transaction.atomic
def create_person(
    *,
    first_name: str,
    last_name: str,
    username: str = "",
    email: str = "",
    phone: str = "",
    password: str | None = None,
    language: str = "tr",
    is_email_verified: bool = False,
    by: User | None = None,
) -> User:
    """Make a person with at least one identifier; without a password she gets in by reset or card.

    Raises IdentifierNotUsable, IdentifierTaken, and ValueError when no identifier is given.
    """
    given = [
        read(text)
        for read, text in ((read_username, username), (read_email, email), (read_phone, phone))
        if text.strip()
    ]
    for identifier in given:
        if is_taken(identifier):
            raise IdentifierTaken(identifier.kind)
    texts = {identifier.kind: identifier.text for identifier in given}
    user_fields = {
        **texts,
        "first_name": first_name.strip(),
        "last_name": last_name.strip(),
        "language": language,
        "email_verified_at": timezone.now() if is_email_verified and "email" in texts else None,
    }
    try:
        with transaction.atomic():
            user = User.objects.create_user(password=password, **user_fields)
    except IntegrityError:
        # Two requests at once: the database decides who was first.
        kind = next((one.kind for one in given if is_taken(one)), "username")
        raise IdentifierTaken(kind) from None
    if "email" in texts:
        EmailAddress.objects.create(user=user, email=texts["email"], primary=True, verified=is_email_verified)
    audit.record(action="accounts.person_created", actor=by, about=user)
    return user


@transaction.atomic
def register_person(
    *,
    identifier: Identifier,
    first_name: str,
    last_name: str,
    password: str,
    language: str,
    agrees_to_news: bool,
) -> User:
    """Make the account somebody asks for herself; an e-mail address gets a confirmation mail. Raises IdentifierTaken."""
    user = create_person(
        first_name=first_name,
        last_name=last_name,
        password=password,
        language=language,
        username=identifier.text if identifier.kind == "username" else "",
        email=identifier.text if identifier.kind == "email" else "",
        phone=identifier.text if identifier.kind == "phone" else "",
    )
    if agrees_to_news:
        record_consent(user=user, purpose=NEWS, is_given=True)
    if identifier.kind == "email":
        ask_for_confirmation(EmailAddress.objects.get(user=user), is_new_person=True)
    return user


def is_taken(identifier: Identifier, *, except_user: User | None = None) -> bool:
    """Whether anybody (else) has this identifier."""
    rows = User.objects.filter(**{f"{identifier.kind}_key": identifier.key})
    return (rows.exclude(pk=except_user.pk) if except_user else rows).exists()
