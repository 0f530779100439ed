"""Spellings that must be one word to search."""

import pytest

from search.analysis import forms, query_terms, tokens


@pytest.mark.parametrize(
    "spellings",
    [
        ["ısı geri kazanımı", "ISI GERİ KAZANIMI", "isi geri kazanimi"],
        ["İzmir'de", "IZMIR", "izmir", "İZMİR’DE"],
        ["dönüşüm", "donusum", "DÖNÜŞÜM"],
        ["kâğıt", "kağıt", "kagit"],
        ["الطَّاقَة", "الطاقه"],
    ],
)
def test_spellings_share_their_exact_token(spellings):
    exact = {
        tuple(next(token for token in term if token[0] == "x") for term in query_terms(text))
        for text in spellings
    }
    assert len(exact) == 1


@pytest.mark.parametrize(
    ("inflected", "base"),
    [
        ("dönüşümler", "dönüşüm"),
        ("verimliliği", "verimlilik"),
        ("enerjinin", "enerji"),
        ("makinelerde", "makine"),
        ("trainings", "training"),
        ("والطاقة", "طاقة"),
    ],
)
def test_inflected_forms_meet(inflected, base):
    assert set(forms(inflected)) & set(forms(base))


def test_stop_words_are_no_terms():
    assert query_terms("ve için the في") == []


def test_tokens_hold_only_what_both_engines_take_literally():
    assert all(part.isalnum() for part in tokens("C++ \"quote\" (OR) NEAR* 12UY0082-4 x'y' ; DROP").split())
