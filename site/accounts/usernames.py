"""User names for people who have none: easy to say aloud, in letters that every keyboard has."""

import re
import secrets
from collections.abc import Iterable, Sequence

from accounts.identifiers import USERNAME_MIN
from accounts.models import User
from core import turkish

PART = 12
"""Letters at most of the given and of the family name, so that there is room for a number."""

HIGHEST = 60
"""The highest number put behind a name that several people have; then come four digits at random."""


def stem_of(first_name: str, last_name: str) -> str:
    """ "Gülşah Nur", "Iğdırlı" -> "gulsah.igdirli": the first given and the last family name."""
    first, last = _words(first_name), _words(last_name)
    parts = [part[:PART] for part in (first[0] if first else "", last[-1] if last else "") if part]
    stem = ".".join(parts)
    return stem if len(stem) >= USERNAME_MIN and any(letter.isalpha() for letter in stem) else "kisi"


def propose_usernames(names: Sequence[tuple[str, str]], *, besides: Iterable[str] = ()) -> list[str]:
    """A free user name for each (given, family) name, in their order; none of `besides` (keys). Two queries.

    Who comes second gets a number. The database still decides who was first.
    """
    stems = [stem_of(first, last) for first, last in names]
    used = set(besides)
    used |= _taken(stems)
    clashes = {stem for stem in stems if stem in used or stems.count(stem) > 1}
    used |= _taken([f"{stem}{number}" for stem in clashes for number in range(2, HIGHEST + 1)])
    proposed = []
    for stem in stems:
        name, number = stem, 1
        while name in used:
            number += 1
            name = f"{stem}{number if number <= HIGHEST else secrets.randbelow(9000) + 1000}"
        used.add(name)
        proposed.append(name)
    return proposed


def _taken(keys: Iterable[str]) -> set[str]:
    rows = User.objects.filter(username_key__in=set(keys)).values_list("username_key", flat=True)
    return {key for key in rows if key}


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[^a-z0-9]+", turkish.fold(text).replace("'", "")) if word]
