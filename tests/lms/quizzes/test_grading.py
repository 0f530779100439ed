"""Grading by table, and what must hold for any answers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.enums import Kind
from lms.quizzes.models import QuestionKind
from lms.quizzes.rules.answer_shape import BadAnswer, clean_answer
from lms.quizzes.rules.grading import AnswerKey, grade, is_right, shown_percent
from lms.quizzes.rules.text_answers import fold_answer, is_accepted


def key(kind=Kind.SINGLE, right=(), accepted=(), points=1):
    return AnswerKey(kind, frozenset(right), tuple(accepted), points)


def test_kinds_agree_with_the_model():
    assert [kind.value for kind in Kind] == list(QuestionKind.values)


@pytest.mark.parametrize(
    ("answer_key", "answer", "expected"),
    [
        (key(right="b"), {"choices": ["b"]}, True),
        (key(right="b"), {"choices": ["a"]}, False),
        (key(right="b"), {"choices": []}, False),
        (key(right="b"), None, False),
        (key(right="b"), {}, False),
        (key(right="b"), {"text": "b"}, False),
        (key(Kind.TRUE_FALSE, right="f"), {"choices": ["f"]}, True),
        (key(Kind.TRUE_FALSE, right="f"), {"choices": ["t"]}, False),
        (key(Kind.MULTIPLE, right="ac"), {"choices": ["a", "c"]}, True),
        (key(Kind.MULTIPLE, right="ac"), {"choices": ["c", "a"]}, True),
        (key(Kind.MULTIPLE, right="ac"), {"choices": ["a"]}, False),
        (key(Kind.MULTIPLE, right="ac"), {"choices": ["a", "b", "c"]}, False),
        (key(Kind.SHORT_TEXT, accepted=["Kırmızı etiket"]), {"text": "  KIRMIZI  etiket. "}, True),
        (key(Kind.SHORT_TEXT, accepted=["Kırmızı etiket"]), {"text": "kirmizi etiket"}, True),
        (key(Kind.SHORT_TEXT, accepted=["Kırmızı etiket"]), {"text": "kırmızı"}, False),
        (key(Kind.SHORT_TEXT, accepted=["Kırmızı etiket"]), {"text": ""}, False),
        (key(Kind.SHORT_TEXT, accepted=["…"]), {"text": "."}, False),
    ],
)
def test_right_or_not(answer_key, answer, expected):
    assert is_right(answer_key, answer) is expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IŞIK", "ışık"),
        ("IŞIK", "isik"),
        ("İzmir", "IZMIR"),
        ("kâr", "kar"),
        ("on beş dakika", "  On   beş\tdakika!"),
        ("15", "١٥"),
        ("15", "۱۵"),
        ("1,5", "1.5"),
        ("“kırmızı”", "kırmızı"),
        ("أحمر", "احمر"),
        ("بطاقة حمراء", "بطاقه حمراء"),
        ("مُهِمّ", "مهم"),
        ("Straße", "straße"),
    ],
)
def test_the_same_answer_in_another_spelling(one, other):
    assert is_accepted(other, [one]) and is_accepted(one, [other])


@pytest.mark.parametrize(
    ("one", "other"), [("5", "-5"), ("15", "1 5"), ("sol", "sağ"), ("1.5", "15"), ("C", "C++")]
)
def test_other_answers_stay_other(one, other):
    assert not is_accepted(other, [one])


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    assert fold_answer(fold_answer(text)) == fold_answer(text)


@given(
    st.dictionaries(st.integers(1, 40), st.tuples(st.sampled_from("abc"), st.integers(1, 20)), max_size=12),
    st.dictionaries(st.integers(1, 60), st.sampled_from("abcd"), max_size=15),
    st.integers(0, 100),
)
def test_grades_are_bounded_and_never_count_strange_answers(asked, given_answers, pass_mark):
    keys = {number: key(right=right, points=points) for number, (right, points) in asked.items()}
    result = grade(
        keys, {number: {"choices": [one]} for number, one in given_answers.items()}, pass_mark=pass_mark
    )
    assert 0 <= result.score <= result.max_score
    assert 0 <= result.percent <= 100
    assert set(result.points) == set(keys)
    expected = sum(points for number, (right, points) in asked.items() if given_answers.get(number) == right)
    assert result.score == expected
    assert result.passed == (bool(keys) and expected * 100 >= pass_mark * result.max_score)


def test_a_pass_mark_is_reached_on_points_not_on_the_rounded_figure():
    keys = {number: key(right="a") for number in (1, 2, 3)}
    two_of_three = {1: {"choices": ["a"]}, 2: {"choices": ["a"]}}
    assert grade(keys, two_of_three, pass_mark=66).passed
    assert not grade(keys, two_of_three, pass_mark=67).passed
    assert grade(keys, two_of_three, pass_mark=66).percent == Decimal("66.67")
    assert shown_percent(Decimal("69.99")) == 69
    assert shown_percent(Decimal("100.00")) == 100


def test_points_weigh():
    result = grade({1: key(right="a", points=3), 2: key(right="a")}, {1: {"choices": ["a"]}}, pass_mark=75)
    assert (result.score, result.max_score, result.passed) == (3, 4, True)


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("single", None),
        ("single", []),
        ("single", {"choices": "a"}),
        ("single", {"choices": ["a", "b"]}),
        ("true_false", {"choices": ["a", "b"]}),
        ("single", {"choices": ["z"]}),
        ("multiple", {"choices": [["a"]]}),
        ("multiple", {"choices": [1]}),
        ("short_text", {"text": 5}),
        ("short_text", {"text": "x" * 501}),
    ],
)
def test_unreadable_answers_are_refused(kind, raw):
    with pytest.raises(BadAnswer):
        clean_answer(kind, ["a", "b"], raw)


def test_answers_are_kept_clean():
    assert clean_answer("multiple", ["a", "b", "c"], {"choices": ["c", "a", "c"], "extra": 1}) == {
        "choices": ["a", "c"]
    }
    assert clean_answer("short_text", [], {"text": " a\x00b\ud800 "}) == {"text": "ab"}
