"""Keys under which two spellings of an identifier are one person, whatever keyboard typed them, and what may be one."""

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.exceptions import IdentifierNotUsable
from core import turkish

COUNTRY = "TR"
"""Numbers without a country code are read as this country's."""

USERNAME_MIN, USERNAME_MAX = 3, 30
_USERNAME = re.compile(r"^[\w.\-]+$")
_KEY = re.compile(r"^[a-z0-9._\-]+$")
_PHONE = re.compile(r"^[+\d\s().\-/]{6,30}$")
_DOT_ABOVE = "\u0307"
"""What İ leaves behind when a program without Turkish rules makes it lower case."""


class Problem:
    """Why a text is no usable identifier."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    CHARACTERS = "characters"
    ONLY_DIGITS = "only_digits"
    NOT_AN_ADDRESS = "not_an_address"
    NOT_A_NUMBER = "not_a_number"


@dataclass(frozen=True)
class Identifier:
    """Something to sign in with. `kind`: "username", "email" or "phone"; `text` is what we keep, `key` is unique."""

    kind: str
    text: str
    key: str


def username_key(text: str) -> str:
    """ASCII lower case: "Gülşah", "GULSAH" and "gülşah" are one ("gulsah")."""
    return turkish.fold(unicodedata.normalize("NFKC", text).replace(_DOT_ABOVE, "")).replace(" ", "")


def email_key(text: str) -> str:
    """Lower case with every i alike: Turkish keyboards turn INFO@ into ınfo@ or İNFO@."""
    plain = unicodedata.normalize("NFKC", text.strip())
    return turkish.lower(plain).replace("ı", "i").lower().replace(_DOT_ABOVE, "")


def phone_key(text: str) -> str:
    """E.164, for example "+905321234567"; "" when the text is no possible phone number.

    Only digits and the marks people write between them count: the phone library would read "ayse5321234567" too.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not _PHONE.match(plain):
        return ""
    try:
        number = phonenumbers.parse(plain, COUNTRY)
    except phonenumbers.NumberParseException:
        return ""
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def detect_kind(text: str) -> str:
    """What somebody means by a text: "email" with an @, "phone" when it is written like a number, else "username"."""
    if "@" in text:
        return "email"
    plain = unicodedata.normalize("NFKC", text).strip()
    return "phone" if _PHONE.match(plain) and sum(letter.isdigit() for letter in plain) >= 7 else "username"


def read_identifier(text: str) -> Identifier:
    """The identifier somebody typed. Raises IdentifierNotUsable."""
    kind = detect_kind(text)
    return {"email": read_email, "phone": read_phone, "username": read_username}[kind](text)


def read_email(text: str) -> Identifier:
    """An e-mail address in the one spelling we keep. Raises IdentifierNotUsable."""
    key = email_key(text)
    try:
        validate_email(key)
    except ValidationError:
        raise IdentifierNotUsable("email", Problem.NOT_AN_ADDRESS) from None
    if len(key) > 254:
        raise IdentifierNotUsable("email", Problem.TOO_LONG)
    return Identifier("email", key, key)


PSEUDONYM_MARK = "#"
"""What the user name of an erased person or of an account that was made one with another begins with: no user name
that somebody chooses can (read_username)."""


def is_pseudonym(username: str | None) -> bool:
    """Whether this stands for somebody who is not there any more, so that the account cannot be opened again."""
    return (username or "").startswith(PSEUDONYM_MARK)


def read_phone(text: str) -> Identifier:
    """A phone number in international form. Raises IdentifierNotUsable."""
    key = phone_key(text)
    if not key:
        raise IdentifierNotUsable("phone", Problem.NOT_A_NUMBER)
    return Identifier("phone", key, key)


def read_username(text: str) -> Identifier:
    """A user name: letters of any script, digits, point, hyphen, underscore; not digits alone (a number is a phone's).

    Raises IdentifierNotUsable.
    """
    plain = unicodedata.normalize("NFC", text).strip()
    if not plain:
        raise IdentifierNotUsable("username", Problem.EMPTY)
    if len(plain) > USERNAME_MAX:
        raise IdentifierNotUsable("username", Problem.TOO_LONG)
    if len(plain) < USERNAME_MIN:
        raise IdentifierNotUsable("username", Problem.TOO_SHORT)
    key = username_key(plain)
    if not _USERNAME.match(plain) or not _KEY.match(key) or len(key) > 120:
        raise IdentifierNotUsable("username", Problem.CHARACTERS)
    if not any(letter.isalpha() for letter in plain):
        raise IdentifierNotUsable("username", Problem.ONLY_DIGITS)
    return Identifier("username", plain, key)
