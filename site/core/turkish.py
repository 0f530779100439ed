"""Turkish letters: case, sorting, slugs, and keys under which two spellings are the same person.

Python's lower() turns İ into i + combining dot and I into i; Turkish pairs are I-ı and İ-i.
"""

import re
import unicodedata

from anyascii import anyascii
from django.utils.text import slugify

_LOWER = str.maketrans({"I": "ı", "İ": "i"})
_UPPER = str.maketrans({"i": "İ", "ı": "I"})
_ALPHABET = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_ORDER = {letter: chr(0xE000 + index) for index, letter in enumerate(_ALPHABET)}
_CIRCUMFLEX = str.maketrans("âîûÂÎÛ", "aiuAİU")


def lower(text: str) -> str:
    """Lower case as Turkish has it: "IĞDIR" -> "ığdır", "İZMİR" -> "izmir"."""
    return text.translate(_LOWER).lower()


def upper(text: str) -> str:
    """Upper case as Turkish has it: "izmir" -> "İZMİR", "ığdır" -> "IĞDIR"."""
    return text.translate(_UPPER).upper()


def sort_key(text: str) -> str:
    """A text that sorts by code point as the Turkish alphabet does (ç after c, ı before i, ö after o …)."""
    plain = lower(unicodedata.normalize("NFC", text).translate(_CIRCUMFLEX))
    return "".join(_ORDER.get(letter, letter) for letter in plain)


def slug(text: str) -> str:
    """An ASCII slug in which ı stays i and ş becomes s, for any script: "Işık Ölçümü" -> "isik-olcumu"."""
    return slugify(anyascii(lower(text)))


def fold(text: str) -> str:
    """ASCII lower-case letters of any spelling: "Gülşah ", "GULSAH" and "gülşah" are one key ("gulsah").

    Used for identifiers that must be unique whatever keyboard typed them.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    return re.sub(r"\s+", " ", anyascii(lower(plain)).lower())
