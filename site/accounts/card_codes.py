"""The code on a sign-in card: made, read however it is typed, and turned into what the database keeps."""

import secrets
import unicodedata

from django.conf import settings
from django.utils.crypto import salted_hmac

ALPHABET = "ACDEFHJKLMNPRTUY23456789"
"""No two that look or sound alike: of B and 8, G and 6, I and L, S and 5, V and U, Z and 2 only the second; no O, 0, Q, W, X."""

LENGTH, GROUP = 9, 3
"""24^9: 41 bits. Wrong ones are counted by address, and a card lives for days only."""

_MEANT = str.maketrans("BGI1SVZ", "86LL5U2")
_SALT = "accounts.sign_in_card"


def make_code() -> str:
    """A new code, without marks between its letters."""
    return "".join(secrets.choice(ALPHABET) for _index in range(LENGTH))


def grouped(code: str) -> str:
    """As it is printed and read aloud: "ACD-EFH-JKL"."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(text: str) -> str:
    """The code somebody typed, with or without marks, in any case and on any keyboard; "" when it is none."""
    plain = unicodedata.normalize("NFKC", text[:100]).replace("ı", "I").replace("i", "I").replace("İ", "I")
    letters = "".join(letter for letter in plain.upper() if letter.isalnum()).translate(_MEANT)
    return letters if len(letters) == LENGTH and set(letters) <= set(ALPHABET) else ""


def code_hash(code: str) -> str:
    """What is stored of a code: keyed, so that whoever reads the table alone cannot try codes against it."""
    return salted_hmac(_SALT, code, algorithm="sha256").hexdigest()


def possible_hashes(code: str) -> list[str]:
    """The same under the present secret and those before it."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(_SALT, code, secret=key, algorithm="sha256").hexdigest() for key in keys]
