"""Words that differ by a slip of the finger."""

from collections.abc import Iterable

from core import turkish
from search.analysis import exact, forms, words

SHORTEST = 4
LONGEST = 40


def spellings(text: str) -> dict[str, str]:
    """The words of a text (of four letters or more) by their folded spelling, as written in small letters."""
    found: dict[str, str] = {}
    for _start, _end, word in words(text):
        base = _without_suffix(word)
        tokens = forms(base)
        if (
            tokens
            and SHORTEST <= len(tokens[0]) - 1 <= LONGEST
            and len(base) <= LONGEST
            and not base.isdigit()
        ):
            found.setdefault(exact(tokens)[1:], turkish.lower(base))
    return found


def _without_suffix(word: str) -> str:
    """A name as it is before an apostrophe: "İzmir'de" is İzmir."""
    return word.split("'")[0].split("’")[0]


def closest(folded: str, candidates: Iterable[tuple[str, str]]) -> str | None:
    """The written form of the nearest of (folded, written): at most one slip in five letters, two in longer words."""
    most = 1 if len(folded) <= 5 else 2
    best: tuple[int, str, str] | None = None
    for other, written in candidates:
        if abs(len(other) - len(folded)) <= most:
            slips = distance(folded, other, most)
            if slips <= most and (best is None or (slips, other) < best[:2]):
                best = (slips, other, written)
    return best[2] if best else None


def distance(one: str, other: str, most: int) -> int:
    """Slips (a letter more, less, another, or two swapped) between two words; most + 1 as soon as there are more."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, against in enumerate(other, start=1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return last[-1]


def replace_word(text: str, written: str, better: str) -> str:
    """The text with each word spelt `written` (in any case) replaced."""
    pieces = []
    place = 0
    for start, _end, word in words(text):
        base = _without_suffix(word)
        if turkish.lower(base) == written:
            pieces += [text[place:start], better]
            place = start + len(base)
    return "".join([*pieces, text[place:]])
