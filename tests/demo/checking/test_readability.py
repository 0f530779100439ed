"""Ateşman's formula, counted by hand, and what counts as a word and a sentence."""

import pytest

from demo.checking.readability import atesman, syllables
from demo.checking.words import plain, sentences


@pytest.mark.parametrize(
    ("word", "count"),
    [("okul", 2), ("tezgâh", 2), ("saat", 2), ("SIRI", 2), ("TSK", 3), ("Ğ", 1), ("ıĞdır", 2)],
)
def test_syllables_are_vowels(word, count):
    assert syllables(word) == count


def test_the_formula_by_hand():
    """Two sentences, six words, thirteen syllables: 198.825 - 40.175 x 13/6 - 2.61 x 6/2."""
    text = "Ali eve geldi. Sonra uyudu hemen."
    assert sum(syllables(word) for sentence in sentences(text) for word in sentence) == 13
    assert atesman(text) == pytest.approx(198.825 - 40.175 * 13 / 6 - 2.61 * 3)


def test_long_words_and_long_sentences_are_harder():
    easy, hard = (
        "Su iç. Yola bak. Dur.",
        "Değerlendirilmesi gerekenlerin belirlenmesinden sorumlu olanlar toplandılar.",
    )
    assert atesman(easy) > 90 > 30 > atesman(hard)
    assert atesman("12 34") is None


def test_sentences_end_at_stops_items_and_headings_but_not_in_numbers():
    text = plain(
        "## Başlık {#k}\n\n- İlk **madde**\n- [İkinci](course:x) madde\n\nSaat 10.30'da 1. kat. Bitti"
    )
    assert [len(words) for words in sentences(text)] == [1, 2, 2, 3, 1]
