"""Turkish recall on inflected forms, and its price: words that meet and should not."""

from itertools import combinations

from search.analysis import forms
from tests.search.turkish_inflection import NOUNS, inflected


def test_at_least_95_in_100_inflected_forms_find_their_noun_and_it_finds_them():
    pairs = inflected()
    missed = [(form, noun) for form, noun in pairs if not set(forms(form)) & set(forms(noun))]
    assert len(pairs) > 1_500
    assert len(missed) <= 0.05 * len(pairs), missed


def test_different_nouns_hardly_ever_meet():
    nouns = [entry.partition("/")[0] for entry in NOUNS]
    wrong = [pair for pair in combinations(nouns, 2) if set(forms(pair[0])) & set(forms(pair[1]))]
    assert len(wrong) <= 3, wrong


def test_the_makers_rules_make_turkish():
    made = {form for form, _noun in inflected()}
    assert {"verimliliği", "kitabın", "fabrikası", "sertifikalardan", "atıkta", "dönüşümümüz"} <= made
