"""What a question must have before it can be asked."""

import copy

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.enums import Fault
from lms.quizzes.rules.inline_text import inline_html, plain_text
from lms.quizzes.rules.question_shape import Finding, find_faults
from lms.quizzes.selectors.fault_texts import fault_text

WHOLE = {
    "kind": "single",
    "texts": {"tr": {"stem": "Soru?", "choices": {"a": {"text": "Bir"}, "b": {"text": "İki"}}}},
    "choices": ["a", "b"],
    "right": ["b"],
    "accepted": {},
}


def faults_with(**changes):
    return [finding.fault for finding in find_faults(**{**copy.deepcopy(WHOLE), **changes})]


def texts(**choices):
    return {"tr": {"stem": "Soru?", "choices": {name: {"text": text} for name, text in choices.items()}}}


def test_a_whole_question_has_no_fault():
    assert faults_with() == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"kind": "essay"}, Fault.UNKNOWN_KIND),
        (
            {"texts": {"tr": {"stem": "  ", "choices": {"a": {"text": "1"}, "b": {"text": "2"}}}}},
            Fault.NO_STEM,
        ),
        ({"texts": {**texts(a="1", b="2"), "de": {"stem": "x"}}}, Fault.UNKNOWN_LANGUAGE),
        (
            {"texts": {"tr": {"stem": "x" * 1001, "choices": {"a": {"text": "1"}, "b": {"text": "2"}}}}},
            Fault.TOO_LONG,
        ),
        ({"texts": texts(a="1"), "choices": ["a"], "right": ["a"]}, Fault.TOO_FEW_CHOICES),
        ({"texts": texts(a="1", b="")}, Fault.CHOICE_WITHOUT_TEXT),
        ({"texts": texts(a="Aynı", b=" Aynı ")}, Fault.CHOICES_LOOK_ALIKE),
        ({"choices": ["a", "b", "b"]}, Fault.CHOICE_REPEATED),
        ({"right": []}, Fault.NOTHING_RIGHT),
        ({"right": ["z"]}, Fault.RIGHT_UNKNOWN),
        ({"right": ["a", "b"]}, Fault.ONE_RIGHT_NEEDED),
        ({"kind": "multiple", "right": ["a", "b"]}, Fault.ALL_RIGHT),
        ({"kind": "short_text"}, Fault.NO_ACCEPTED),
        ({"kind": "short_text", "accepted": {"tr": [" . "]}}, Fault.NO_ACCEPTED),
        ({"points": 0}, Fault.BAD_POINTS),
        ({"texts": {"tr": "x"}}, Fault.BAD_FORM),
        ({"right": [1]}, Fault.BAD_FORM),
        ({"accepted": []}, Fault.BAD_FORM),
    ],
)
def test_each_fault_is_found(changes, fault):
    assert fault in faults_with(**changes)


def test_a_second_language_may_be_half_written():
    half = {**WHOLE["texts"], "en": {"stem": "Question?", "choices": {"a": {"text": "One"}}}}
    assert faults_with(texts=half) == []


@pytest.mark.parametrize("fault", list(Fault))
@pytest.mark.parametrize("language", ["tr", "en", "ar"])
def test_every_fault_has_words(fault, language):
    with translation.override(language):
        assert str(fault_text(Finding(fault))).strip()


@given(st.text(max_size=80))
def test_inline_text_is_always_escaped(text):
    html = inline_html(text)
    bare = html.replace("<strong>", "").replace("</strong>", "").replace("<em>", "").replace("</em>", "")
    assert "<" not in bare and ">" not in bare and '"' not in bare


@pytest.mark.parametrize(
    ("text", "html", "plain"),
    [
        ("hemen **önce** hangisi", "hemen <strong>önce</strong> hangisi", "hemen önce hangisi"),
        ("*kurum* içi", "<em>kurum</em> içi", "kurum içi"),
        ("2 * 3 * 4", "2 * 3 * 4", "2 * 3 * 4"),
        ("<b>**x**</b>", "&lt;b&gt;<strong>x</strong>&lt;/b&gt;", "<b>x</b>"),
    ],
)
def test_inline_text(text, html, plain):
    assert inline_html(text) == html
    assert plain_text(text) == plain
