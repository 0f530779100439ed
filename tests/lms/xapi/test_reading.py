"""What a frame may say: by table, and whatever else JSON can hold (security statement 17)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.xapi.enums import Refusal
from lms.xapi.rules.durations import BadDuration, read_duration
from lms.xapi.rules.moments import BadMoment, clamp, read_moment
from lms.xapi.rules.reading import Refused, Said, read_statement
from lms.xapi.rules.scores import BadScore, Score, read_score
from lms.xapi.rules.shape import DEEPEST, LONGEST_TEXT, is_plain
from lms.xapi.rules.verbs import is_verb, short_name

MAIN = "urn:uuid:0d2f1f4e-7a0e-4a5e-9d0e-111111111111"
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The machine may be busy with other tests."""
OTHER = "urn:uuid:0d2f1f4e-7a0e-4a5e-9d0e-222222222222"
VERB = "http://adlnet.gov/expapi/verbs/answered"


def statement(**changes):
    return {"verb": {"id": VERB}, "object": {"id": MAIN, "objectType": "Activity"}} | changes


@pytest.mark.parametrize(
    ("score", "read"),
    [
        ({"raw": 4, "min": 0, "max": 5}, Score(4, 0, 5, 0.8)),
        ({"raw": 1, "max": 3, "scaled": 0.3333}, Score(1, None, 3, 0.3333)),
        ({"raw": 3, "min": 1, "max": 5, "scaled": 0.5}, Score(3, 1, 5, 0.5)),
        ({"raw": 0, "min": 0, "max": 0, "scaled": 0}, Score(0, 0, 0, 0)),
        ({"scaled": -1}, Score(scaled=-1)),
        ({"raw": -2, "min": -5, "max": 5}, Score(-2, -5, 5, -0.4)),
        ({}, Score()),
    ],
)
def test_scores_that_can_be_true(score, read):
    assert read_score(score) == read


@pytest.mark.parametrize(
    "score",
    [
        {"raw": 999, "min": 0, "max": 1},
        {"raw": -1, "min": 0, "max": 5},
        {"raw": 1, "min": 5, "max": 0},
        {"scaled": 1.01},
        {"scaled": -1.01},
        {"raw": 1, "max": 5, "scaled": 1},
        {"raw": True, "max": 1},
        {"raw": "5", "max": 5},
        {"raw": float("nan"), "max": 5},
        {"raw": float("inf")},
        {"raw": 10**400},
        {"raw": 1, "max": 5, "points": 5},
        [1, 5],
        "5/5",
    ],
)
def test_scores_that_cannot(score):
    with pytest.raises(BadScore):
        read_score(score)
    if not isinstance(score, str):
        with pytest.raises(Refused):
            read_statement(statement(result={"score": score}), main_activity=MAIN)


@patient
@given(
    raw=st.floats(0, 1e6),
    least=st.floats(-1e6, 0),
    most=st.floats(0.01, 1e6),
    scaled=st.none() | st.floats(-2, 2),
)
def test_no_score_gets_out_of_its_range(raw, least, most, scaled):
    given_score = {"raw": raw, "min": least, "max": most, "scaled": scaled}
    try:
        read = read_score(given_score)
    except BadScore:
        assert raw > most or scaled is not None
    else:
        assert least <= read.raw <= most and -1 <= read.scaled <= 1


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT12.5S", 12.5),
        ("PT1H2M3S", 3723),
        ("P1DT1S", 86401),
        ("P1W", 604800),
        ("PT0,5S", 0.5),
        ("P1Y", 31536000),
    ],
)
def test_durations(text, seconds):
    assert read_duration(text) == seconds


@pytest.mark.parametrize(
    "text",
    ["", "P", "PT", "P1DT", "PTNaNS", "12", "PT-5S", "P2Y", "PT1S ", "PT1S\n", "P" + "9" * 80 + "D", "PT٣S"],
)
def test_what_is_no_duration(text):
    with pytest.raises(BadDuration):
        read_duration(text)


def test_moments_have_a_zone_and_lie_between_launch_and_now():
    launched = datetime(2026, 3, 1, 9, tzinfo=UTC)
    now = launched + timedelta(hours=1)
    assert read_moment("2026-03-01T12:30:00+03:00") == launched + timedelta(minutes=30)
    assert read_moment("2026-03-01T09:30:00.000Z") == launched + timedelta(minutes=30)
    for text in (
        "2026-03-01T09:30:00",
        "dün",
        "",
        None,
        5,
        "2026-13-01T00:00:00Z",
        "2026-03-01T09:30:00Z" * 9,
    ):
        with pytest.raises(BadMoment):
            read_moment(text)
    for said, taken in ((now + timedelta(days=400), now), (launched - timedelta(days=9), launched)):
        assert clamp(said, begun_at=launched, now=now) == taken
    middle = launched + timedelta(minutes=5)
    assert clamp(middle, begun_at=launched, now=now) == middle


def test_verbs():
    assert is_verb(VERB) and is_verb("https://ornek.test/verbs/tried") and is_verb("urn:x:y")
    for text in (
        "answered",
        "",
        "http://adlnet.gov/expapi/verbs/voided",
        "javascript",
        "http://a b",
        "x:" + "a" * 300,
    ):
        assert not is_verb(text)
    assert short_name(VERB) == "answered"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"verb": {"id": "answered"}}, Refusal.VERB),
        ({"verb": VERB}, Refusal.VERB),
        ({"verb": {"id": "http://adlnet.gov/expapi/verbs/voided"}}, Refusal.VERB),
        ({"object": {"id": OTHER}}, Refusal.ACTIVITY),
        ({"object": {"id": MAIN + "0"}}, Refusal.ACTIVITY),
        ({"object": {"id": MAIN + "?subContentId=../x"}}, Refusal.ACTIVITY),
        ({"object": {"id": MAIN + "?subContentId="}}, Refusal.ACTIVITY),
        ({"object": {"id": MAIN, "objectType": "Agent"}}, Refusal.ACTIVITY),
        ({"object": {"objectType": "StatementRef", "id": MAIN}}, Refusal.ACTIVITY),
        ({"object": MAIN}, Refusal.ACTIVITY),
        ({"result": [1]}, Refusal.RESULT),
        ({"result": {"success": "true"}}, Refusal.RESULT),
        ({"result": {"completion": 1}}, Refusal.RESULT),
        ({"result": {"duration": "PTNaNS"}}, Refusal.DURATION),
        ({"result": {"duration": 12}}, Refusal.DURATION),
        ({"result": {"score": {"raw": 999, "max": 1}}}, Refusal.SCORE),
        ({"result": {"response": "x" * (LONGEST_TEXT + 1)}}, Refusal.SHAPE),
        ({"result": {"response": "\x00"}}, Refusal.SHAPE),
        ({"result": {"response": "\ud800"}}, Refusal.SHAPE),
    ],
)
def test_what_is_refused_and_why(changes, code):
    with pytest.raises(Refused) as problem:
        read_statement(statement(**changes), main_activity=MAIN)
    assert problem.value.code == code


def test_parts_of_the_package_are_of_it():
    part = MAIN + "?subContentId=0d2f1f4e-7a0e"
    assert read_statement(statement(object={"id": part}), main_activity=MAIN).activity_id == part


def test_depth_and_number():
    deep = []
    for _level in range(DEEPEST + 1):
        deep = [deep]
    assert not is_plain(deep)
    assert not is_plain(list(range(3000)))
    assert not is_plain(2**80)
    assert is_plain({"a": [1, 2.5, None, True, "ş"]})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda one: st.lists(one) | st.dictionaries(st.text(), one),
)


@patient
@given(JSON, JSON, JSON)
def test_nothing_but_a_refusal_comes_of_nonsense(verb, target, result):
    """Whatever a hostile page sends, the answer is a statement or a refusal, never an error."""
    for raw in (
        verb,
        statement(verb=verb),
        statement(object=target),
        statement(result=result),
        statement(context=target),
    ):
        try:
            assert isinstance(read_statement(raw, main_activity=MAIN), Said)
        except Refused as problem:
            assert problem.code in Refusal
