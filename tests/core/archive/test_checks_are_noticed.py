"""With a check taken away, the archives that are there for it get through: no other check hides that it is gone."""

from collections import Counter

import pytest

from core.archive import ArchiveRefused, unpacking
from tests.core.archive.hostile import CASES

# What looks at names and heads before anything is written. At least so many archives stand on this check alone.
BEFORE = {
    "check_name": ({"path", "name", "device_name", "name_length", "depth"}, 60),
    "check_kind": ({"link", "special", "compression"}, 15),
    "check_together": ({"duplicate", "lookalike"}, 45),
    "check_type": ({"executable", "type"}, 60),
    "spans": ({"overlap", "stray_bytes", "damaged", "encrypted"}, 25),
}


class _Blind:
    def __init__(self, name, *, may_nest):
        pass

    def feed(self, piece):
        pass

    def finish(self):
        pass


@pytest.mark.parametrize("check", BEFORE)
def test_a_check_of_the_list(check, tmp_path, monkeypatch):
    codes, number = BEFORE[check]
    monkeypatch.setattr(unpacking, check, (lambda *_: []) if check == "spans" else (lambda *_: True))
    if check == "spans":
        # Nothing is known of where the entries lie, so none is kept.
        monkeypatch.setattr(unpacking, "check_type", lambda *_: False)
        monkeypatch.setattr(unpacking, "zip", lambda *_, strict: [], raising=False)
    through = Counter()
    for case in CASES:
        if case.code in codes and not case.heavy:
            (tmp_path / "upload").write_bytes(case.make())
            try:
                with (tmp_path / "upload").open("rb") as file:
                    unpacking._wanted(file, case.limits)  # never writes: without a check of names it must not
            except ArchiveRefused:
                continue
            through[case.code] += 1
    assert sum(through.values()) >= number, through


def test_the_look_at_what_comes_out(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "Inspector", _Blind)
    through = Counter()
    for number, case in enumerate(CASES):
        if case.code in ("script", "entities", "markup", "disguised", "nested") and not case.heavy:
            (tmp_path / "upload").write_bytes(case.make())
            try:
                unpacking.unpack(tmp_path / "upload", tmp_path / str(number), case.limits)
            except ArchiveRefused:
                continue
            through[case.code] += 1
    assert set(through) == {"script", "entities", "markup", "disguised", "nested"}
    assert sum(through.values()) >= 70, through
