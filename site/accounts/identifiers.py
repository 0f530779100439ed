"""Keys under which two spellings of an identifier are one person, whatever keyboard typed them."""

import phonenumbers

from core import turkish

COUNTRY = "TR"
"""Numbers without a country code are read as this country's."""


def username_key(text: str) -> str:
    """ASCII lower case: "Gülşah", "GULSAH" and "gülşah" are one ("gulsah")."""
    return turkish.fold(text).replace(" ", "")


def email_key(text: str) -> str:
    """Lower case with every i alike: Turkish keyboards turn INFO@ into ınfo@ or İNFO@."""
    return turkish.lower(text.strip()).replace("ı", "i").lower()


def phone_key(text: str) -> str:
    """E.164, for example "+905321234567"; "" when the text is no possible phone number."""
    try:
        number = phonenumbers.parse(text, COUNTRY)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
