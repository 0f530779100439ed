"""A query's words with what means the same: abbreviations, and words of other languages."""

from functools import lru_cache

from search.analysis import Part, Phrase, exact, query_terms
from search.models import Synonyms

LONGEST_PHRASE = 6
Groups = dict[tuple[str, ...], tuple[Phrase, ...]]


@lru_cache(maxsize=4)
def _groups(lines: tuple[str, ...]) -> Groups:
    """What stands for each phrase, by the exact tokens of its words."""
    groups: Groups = {}
    for line in lines:
        phrases = [tuple(query_terms(phrase)) for phrase in line.split(",")]
        phrases = [phrase for phrase in phrases if 0 < len(phrase) <= LONGEST_PHRASE]
        for phrase in phrases:
            name = tuple(map(exact, phrase))
            groups[name] = tuple(dict.fromkeys((phrase, *groups.get(name, ()), *phrases)))
    return groups


def query_parts(text: str) -> list[Part]:
    """A query as pieces that must all hit; a piece is a word, or a phrase with synonyms. The longest phrase wins. One query."""
    terms = query_terms(text)
    if not terms:
        return []
    groups = _groups(tuple(Synonyms.objects.values_list("phrases", flat=True)))
    parts: list[Part] = []
    place = 0
    while place < len(terms):
        for length in range(min(LONGEST_PHRASE, len(terms) - place), 0, -1):
            typed = tuple(terms[place : place + length])
            same = groups.get(tuple(map(exact, typed))) or _inflected(groups, typed)
            if same or length == 1:
                parts.append(tuple(dict.fromkeys((typed, *same))))
                place += length
                break
    return parts


def _inflected(groups: Groups, typed: Phrase) -> tuple[Phrase, ...]:
    """The group of a phrase of which `typed` is an inflected form: every word shares a stem ("ikiz dönüşümün")."""
    for name, phrases in groups.items():
        # The first of a group is the phrase that it stands under.
        if len(name) == len(typed) and all(
            _stems(one) & _stems(other) for one, other in zip(phrases[0], typed, strict=True)
        ):
            return phrases
    return ()


def _stems(term: tuple[str, ...]) -> set[str]:
    return {token for token in term if token.startswith("s") and len(token) > 4}
