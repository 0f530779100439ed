"""Turkish letters: case, order, slugs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import turkish

LETTERS = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"


@pytest.mark.parametrize(("text", "expected"), [("IĞDIR", "ığdır"), ("İZMİR", "izmir"), ("Şükran", "şükran")])
def test_lower(text, expected):
    assert turkish.lower(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("ığdır", "IĞDIR"), ("izmir", "İZMİR"), ("şükran", "ŞÜKRAN")])
def test_upper(text, expected):
    assert turkish.upper(text) == expected


@given(st.text(alphabet=LETTERS, max_size=30))
def test_there_and_back(text):
    assert turkish.lower(turkish.upper(text)) == text


def test_provinces_in_turkish_order():
    provinces = [
        "Tekirdağ",
        "İzmir",
        "Manisa",
        "İstanbul",
        "Gaziantep",
        "Adana",
        "Kocaeli",
        "Bursa",
        "Ankara",
        "Iğdır",
    ]
    assert sorted(provinces, key=turkish.sort_key) == [
        "Adana", "Ankara", "Bursa", "Gaziantep", "Iğdır", "İstanbul", "İzmir", "Kocaeli", "Manisa", "Tekirdağ",
    ]  # fmt: skip


def test_letters_in_turkish_order():
    mixed = LETTERS[15:] + LETTERS[:15]
    assert sorted(mixed, key=turkish.sort_key) == list(LETTERS)


def test_composed_and_decomposed_sort_alike():
    assert turkish.sort_key("s\u0327u\u0308kran") == turkish.sort_key("şükran")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Işık Ölçümü", "isik-olcumu"),
        ("İŞ GÜVENLİĞİ", "is-guvenligi"),
        ("Nûrân Kâmiloğlu", "nuran-kamiloglu"),
        ("SIRI ve COSIRI", "siri-ve-cosiri"),
        ("5S / Yalın", "5s-yalin"),
        ("", ""),
    ],
)
def test_slugs(text, expected):
    assert turkish.slug(text) == expected


@given(st.text(max_size=80))
def test_slugs_are_plain_ascii(text):
    slug = turkish.slug(text)
    assert slug.isascii()
    assert " " not in slug
    assert slug == slug.lower()


def test_arabic_slugs_are_not_empty():
    assert turkish.slug("السلامة في العمل")


@given(st.text(alphabet=LETTERS + LETTERS.upper() + "İ ", max_size=30))
def test_folding_twice_is_folding_once(text):
    assert turkish.fold(turkish.fold(text)) == turkish.fold(text)
