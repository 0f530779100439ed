"""When two written answers are the same answer, whatever keyboard typed them.

Compared without regard to case (Turkish pairs I-ı and İ-i), marks on letters, spaces, quotation marks and final
punctuation: an operator on a keyboard without Turkish letters writes "kirmizi etiket" and is right. Digits of any
script are the same digits, "1,5" is "1.5", and the spellings of alef, ya and ta marbuta in Arabic are one.
"""

import re
import unicodedata
from collections.abc import Iterable

from core import turkish

_ONE_LETTER = str.maketrans(
    {"ı": "i", "ى": "ي", "ة": "ه", "ٱ": "ا", "ـ": None, "’": "'", "`": "'", "´": "'", "×": "x"}
)
_FINAL = " .!?…;:،؛؟。"
_QUOTES = str.maketrans("", "", "\"“”„«»‹›‘'")


def fold_answer(text: str) -> str:
    """The form in which answers are compared: "  Kırmızı  ETİKET. " and "kirmizi etiket" become one."""
    lowered = turkish.lower(unicodedata.normalize("NFKC", text))
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", lowered)
        if unicodedata.category(letter) not in {"Mn", "Cf", "Cc"} or letter in "\t\n\r"
    )
    digits = "".join(_ascii_digit(letter) for letter in bare.translate(_ONE_LETTER).translate(_QUOTES))
    numbers = re.sub(r"(?<=\d)[,٫](?=\d)", ".", digits)
    return re.sub(r"\s+", " ", numbers).strip(" \t\n\r" + _FINAL)


def is_accepted(text: str, accepted: Iterable[str]) -> bool:
    """Whether a written answer is one of the accepted ones. An empty answer never is."""
    folded = fold_answer(text)
    return bool(folded) and any(folded == fold_answer(one) for one in accepted)


def _ascii_digit(letter: str) -> str:
    return str(unicodedata.digit(letter)) if letter.isdigit() and not letter.isascii() else letter
