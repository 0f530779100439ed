"""The completion rule: a table of cases, and that more records never undo a completion."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.progress.rules.completion import (
    Meetings,
    Need,
    Records,
    Requirements,
    evaluate,
    requirements_of,
)
from lms.progress.selectors.course_progress import next_after_last

LESSONS = (Need("lesson", "l1", 1, lesson_key="l1"), Need("lesson", "l2", 2, lesson_key="l2"))
QUIZ = Need("quiz", "q1", 1, Decimal(70), "l2")
ALL_READ = frozenset({"l1", "l2"})


@pytest.mark.parametrize(
    ("needs", "minimum", "records", "is_complete", "words"),
    [
        ((), None, Records(), False, "missing: "),
        (LESSONS, None, Records(), False, "missing: lesson 1; lesson 2"),
        (LESSONS, None, Records(frozenset({"l1"})), False, "missing: lesson 2"),
        (LESSONS, None, Records(ALL_READ), True, "complete"),
        ((*LESSONS, QUIZ), None, Records(ALL_READ), False, "missing: quiz 1 not taken"),
        (
            (*LESSONS, QUIZ),
            None,
            Records(ALL_READ, {"q1": Decimal(62)}),
            False,
            "missing: quiz 1 best 62 < 70",
        ),
        (
            (*LESSONS, QUIZ),
            None,
            Records(ALL_READ, {"q1": Decimal("69.99")}),
            False,
            "missing: quiz 1 best 69.99 < 70",
        ),
        ((*LESSONS, QUIZ), None, Records(ALL_READ, {"q1": Decimal(70)}), True, "complete"),
        # Passed under an older edition's pass mark: what was done stays done.
        ((*LESSONS, QUIZ), None, Records(ALL_READ | {"q1"}, {"q1": Decimal(62)}), True, "complete"),
        # Reading everything else does not help with the quiz.
        (
            (*LESSONS, QUIZ),
            None,
            Records(ALL_READ | {"x"}, {"x": Decimal(100)}),
            False,
            "missing: quiz 1 not taken",
        ),
        (LESSONS, 70, Records(ALL_READ, {}, Meetings(10, 7, (3, 5, 9))), True, "complete"),
        (
            LESSONS,
            70,
            Records(ALL_READ, {}, Meetings(10, 6, (3, 5, 7, 9))),
            False,
            "missing: session 3, session 5, session 7, session 9",
        ),
        (LESSONS, 80, Records(ALL_READ, {}, Meetings(0, 0)), True, "complete"),
        # One of ten meetings attended, nine to come: not "all attended".
        (
            LESSONS,
            80,
            Records(ALL_READ, {}, Meetings(10, 1, tuple(range(2, 11)))),
            False,
            "missing: " + ", ".join(f"session {number}" for number in range(2, 11)),
        ),
        (LESSONS, 0, Records(ALL_READ, {}, Meetings(4, 0, (1, 2, 3, 4))), True, "complete"),
        ((), 80, Records(), False, "missing: "),
        ((), 80, Records(meetings=Meetings(5, 4, (2,))), True, "complete"),
    ],
)
def test_what_is_missing(needs, minimum, records, is_complete, words):
    trace = evaluate(Requirements(needs, minimum), records)
    assert trace.is_complete is is_complete
    assert trace.in_words() == words


def test_percent_is_100_only_when_complete():
    needs = Requirements(LESSONS, 80)
    trace = evaluate(needs, Records(ALL_READ, {}, Meetings(2, 1, (2,))))
    assert (trace.done_required, trace.required, trace.percent) == (2, 2, 99)


def test_trace_is_json():
    trace = evaluate(
        Requirements((*LESSONS, QUIZ), 70), Records(ALL_READ, {"q1": Decimal("62.50")}, Meetings(2, 2))
    )
    assert trace.to_json() == {
        "is_complete": False,
        "items": [
            {"kind": "lesson", "key": "l1", "number": 1, "is_met": True},
            {"kind": "lesson", "key": "l2", "number": 2, "is_met": True},
            {"kind": "quiz", "key": "q1", "number": 1, "is_met": False, "have": "62.50", "need": "70"},
            {"kind": "attendance", "key": "", "number": 1, "is_met": True, "have": "100", "need": "70"},
        ],
    }


def test_requirements_leave_out_what_is_extra():
    def activity(key, is_required):
        return SimpleNamespace(key=key, kind="quiz", is_required=is_required, config={"pass_mark": 60})

    lessons = [
        SimpleNamespace(
            key="l1", is_required=False, activities=[activity("q1", True), activity("q2", False)]
        ),
        SimpleNamespace(key="l2", is_required=True, activities=[activity("q3", True)]),
    ]
    needs = requirements_of(lessons, None).needs
    assert [(need.kind, need.key, need.number, need.lesson_key) for need in needs] == [
        ("quiz", "q1", 1, "l1"),
        ("lesson", "l2", 1, "l2"),
        ("quiz", "q3", 2, "l2"),
    ]
    assert needs[0].pass_mark == 60


patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The machine may be busy with other tests."""

KEYS = [f"k{number}" for number in range(6)]
percents = st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)
needs_strategy = st.lists(
    st.builds(
        lambda key, is_quiz, mark: Need("quiz", key, 1, mark) if is_quiz else Need("lesson", key, 1),
        st.sampled_from(KEYS),
        st.booleans(),
        percents,
    ),
    max_size=6,
    unique_by=lambda need: need.key,
)


@st.composite
def grown_records(draw):
    """Records, and the same with more done, better results and more sessions attended."""
    done = draw(st.frozensets(st.sampled_from(KEYS)))
    best = draw(st.dictionaries(st.sampled_from(KEYS), percents))
    planned = draw(st.integers(0, 12))
    attended = draw(st.integers(0, planned))
    more_best = {key: max(value, draw(percents)) for key, value in best.items()}
    more_best |= {
        key: value
        for key, value in draw(st.dictionaries(st.sampled_from(KEYS), percents)).items()
        if key not in best
    }
    return (
        Records(done, best, Meetings(planned, attended)),
        Records(
            done | draw(st.frozensets(st.sampled_from(KEYS))),
            more_best,
            Meetings(planned, draw(st.integers(attended, planned))),
        ),
    )


@patient
@given(needs_strategy, st.none() | st.integers(0, 100), grown_records())
def test_more_records_never_undo_a_completion(needs, minimum, records):
    before, after = records
    requirements = Requirements(tuple(needs), minimum)
    first, second = evaluate(requirements, before), evaluate(requirements, after)
    assert second.is_complete or not first.is_complete
    assert second.done_required >= first.done_required
    assert second.percent >= first.percent
    assert {item.key for item in second.missing} <= {item.key for item in first.missing}


@patient
@given(needs_strategy, st.none() | st.integers(0, 100), grown_records())
def test_counts_agree(needs, minimum, records):
    trace = evaluate(Requirements(tuple(needs), minimum), records[0])
    assert 0 <= trace.done_required <= trace.required == len(needs)
    assert not (trace.is_complete and trace.missing)
    assert (trace.percent == 100) == trace.is_complete


@pytest.mark.parametrize(
    ("done", "goes_on_at"),
    [
        ([], "a"),
        (["a"], "b"),
        (["a", "b"], "c"),
        (["b"], "c"),
        (["c"], "a"),
        (["b", "c"], "a"),
        (["a", "quiz"], "b"),
        (["a", "b", "c"], None),
    ],
)
def test_where_she_goes_on(done, goes_on_at):
    assert next_after_last(["a", "b", "c"], done) == goes_on_at
