"""Hostile archives: refused with the code of the rule they break, quickly, in little memory, leaving nothing.

Most are a few hundred bytes and unpack to no more, so they are taken apart in this process; its memory is measured
while that happens. Those that are heavy (bombs, long lists, long texts) go through a child process, as all uploads do,
and the child says how much memory it used at most.
"""

import time
import tracemalloc

import pytest

from core.archive import CODES, ArchiveRefused, isolation, unpack, unpack_isolated
from tests.core.archive.hostile import CASES
from tests.core.archive.hostile.case import LIMITS, MEBI, good
from tests.core.archive.rawzip import raw_zip

SECONDS, MEMORY = 5, 100 * MEBI
LIGHT = [case for case in CASES if not case.heavy]
HEAVY = [case for case in CASES if case.heavy]


@pytest.fixture
def place(tmp_path):
    source = tmp_path / "upload"

    def put(content):
        source.write_bytes(content)
        return source, tmp_path / "unpacked"

    yield put
    assert sorted(tmp_path.rglob("*")) == [source]


def test_there_are_enough_of_them_and_each_is_another_one():
    assert len(CASES) >= 200
    assert len({case.name for case in CASES}) == len(CASES)
    assert {case.code for case in CASES} == CODES - {"disk", "memory", "time", "crashed"}


def test_what_they_have_in_common_is_taken(tmp_path):
    (tmp_path / "upload").write_bytes(raw_zip(good()))
    files = unpack(tmp_path / "upload", tmp_path / "unpacked", LIMITS)
    assert [file.name for file in files] == [part.name for part in good() if part.content]


@pytest.mark.parametrize("case", LIGHT, ids=lambda case: case.name)
def test_refused(case, place):
    source, target = place(case.make())
    tracemalloc.start()
    started = time.perf_counter()
    try:
        with pytest.raises(ArchiveRefused) as refusal:
            unpack(source, target, case.limits)
        assert time.perf_counter() - started < SECONDS
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()
    assert refusal.value.code == case.code, str(refusal.value)


@pytest.mark.parametrize("case", HEAVY, ids=lambda case: case.name)
def test_refused_in_a_process_of_its_own(case, place, monkeypatch):
    source, target = place(case.make())
    answers = []
    ask = isolation._ask

    def listening(*task):
        answers.append(ask(*task))
        return answers[-1]

    monkeypatch.setattr(isolation, "_ask", listening)
    started = time.perf_counter()
    with pytest.raises(ArchiveRefused) as refusal:
        unpack_isolated(source, target, case.limits, seconds=SECONDS, memory_bytes=MEMORY)
    assert time.perf_counter() - started < SECONDS + 1
    assert refusal.value.code == case.code, str(refusal.value)
    assert answers[0]["memory"] * 1024 < MEMORY
