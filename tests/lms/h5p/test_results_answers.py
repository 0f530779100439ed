"""Answers of xAPI interactions as people read them (xAPI 1.0.3, appendix C)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.h5p.rules.answers import Answer, read_answer, readable, text_in

NAMES = {"0": "At", "1": "Etiketle", "a": "Kasa", "b": "Raf"}


@pytest.mark.parametrize(
    ("kind", "response", "parts"),
    [
        ("choice", "0[,]1", ("At", "Etiketle")),
        ("choice", "9", ("9",)),
        ("sequencing", "1[,]0", ("Etiketle", "At")),
        ("likert", "1", ("Etiketle",)),
        ("matching", "0[.]a[,]1[.]b", ("At → Kasa", "Etiketle → Raf")),
        ("performance", "0[.]3", ("At → 3",)),
        ("true-false", "TRUE", ("true",)),
        ("fill-in", "{case_matters=false}kırmızı[,]mavi", ("kırmızı", "mavi")),
        ("fill-in", "{lang=tr}{order_matters=false}kırmızı", ("kırmızı",)),
        ("long-fill-in", "Bir[,]iki, <b>üç</b>", ("Bir[,]iki, üç",)),
        ("numeric", "5[:]7", ("5 – 7",)),
        ("numeric", "3.5", ("3.5",)),
        ("other", "&lt;x&gt;", ("<x>",)),
        ("choice", "", ()),
    ],
)
def test_responses(kind, response, parts):
    assert readable(kind, response, NAMES) == parts


def test_a_whole_answer():
    document = {
        "object": {
            "id": "urn:x",
            "definition": {
                "interactionType": "choice",
                "description": {"en-US": "<p>Ne\n yaparsınız?</p>\n"},
                "correctResponsesPattern": ["1"],
                "choices": [
                    {"id": "0", "description": {"en-US": "At\n"}},
                    {"id": "1", "description": {"tr": "Etiketle"}},
                ],
            },
        },
        "result": {"response": "0", "success": False, "score": {"raw": 0, "max": 1}},
    }
    assert read_answer(document, "tr") == Answer(
        "urn:x", "choice", "Ne yaparsınız?", ("At",), ("Etiketle",), False, 0, 1
    )


def test_what_is_no_answer_and_what_was_erased():
    assert read_answer({}, "tr") is None
    assert (
        read_answer({"object": {"id": "x", "definition": {"type": "y"}}, "result": {"response": "1"}}, "tr")
        is None
    )


def test_the_readers_language_else_any():
    assert text_in({"en-US": "Red", "tr": "Kırmızı"}, "tr") == "Kırmızı"
    assert text_in({"en-US": "Red"}, "tr") == "Red"
    assert text_in("Red", "tr") == text_in({}, "tr") == ""


@given(
    st.sampled_from(["choice", "matching", "fill-in", "numeric", "true-false", "other", "x"]),
    st.text(max_size=80),
)
def test_whatever_was_answered_can_be_shown(kind, response):
    assert all(isinstance(part, str) for part in readable(kind, response, NAMES))
