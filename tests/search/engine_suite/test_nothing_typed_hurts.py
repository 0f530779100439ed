"""Whatever is typed: an answer within two seconds, never an error."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.courses.models import CoursePage
from search.queries import Query
from tests.factories.courses import make_course_index

LONGEST = 2.0
NASTY = [
    '"',
    '""""',
    "' OR 1=1 --",
    "enerji*",
    "NEAR(a b)",
    "title:enerji AND (",
    "& | ! <-> :*",
    "a" * 10_000,
    "enerji " * 1_500,
    "\u202eenerji\u202c \u200f\u200e",
    "\x01\x02\x1f enerji \x7f",
    "{}[]\\/^~?*+-",
    "ﷺ" * 500,
    "İ" * 3_000,
    "\ud7ff\ue000\U0010ffff",
    "الطَّاقَةُ " * 900,
]


@pytest.fixture
def course(asked):
    make_course_index().add_child(instance=CoursePage(title="Enerji verimliliği"))
    asked.rebuild()


def ask_everything(engine, text: str) -> None:
    begin = time.monotonic()
    engine.search(Query(text, "tr", {"kind": text[:60], "sector": "x"}))
    engine.search(Query(text, "ar", sort="title", page=500))
    engine.suggest(text, "en")
    engine.correct(text, "tr")
    assert time.monotonic() - begin < LONGEST


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_operators_control_characters_and_long_texts(asked, course, text):
    ask_everything(asked.engine, text)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=200))
def test_any_text(asked, course, text):
    ask_everything(asked.engine, text)
