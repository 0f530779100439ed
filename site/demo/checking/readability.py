"""How easy a Turkish text is to read."""

from demo.checking.words import sentences

_VOWELS = frozenset("aeıioöuüAEIİOÖUÜâîûÂÎÛ")
EASY = 70


def syllables(word: str) -> int:
    """Syllables of a Turkish word: its vowels; one for each letter of an abbreviation that has none."""
    return sum(letter in _VOWELS for letter in word) or max(1, len(word) if word.isupper() else 1)


def atesman(text: str) -> float | None:
    """Ateşman's readability of a Turkish text: 90-100 very easy, 70-89 easy, 50-69 middling, 30-49 hard, below very hard.

    198.825 - 40.175 x (syllables per word) - 2.610 x (words per sentence). None for a text without sentences.
    Source: Ateşman, E. (1997). Türkçede okunabilirliğin ölçülmesi. Dil Dergisi, 58, 71-74 (Flesch's formula fitted to
    Turkish, whose words are longer). Numbers written in digits are left out: the formula does not say how to count them.
    """
    found = sentences(text)
    words = [word for sentence in found for word in sentence]
    if not words:
        return None
    per_word = sum(map(syllables, words)) / len(words)
    return 198.825 - 40.175 * per_word - 2.610 * len(words) / len(found)
