"""Set-up steps are skipped while what they read stays the same, and only then."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def stamps() -> ModuleType:
    """The module under test; scripts/ is not on the suite's import path."""
    spec = importlib.util.spec_from_file_location("stamps", ROOT / "scripts" / "tooling" / "stamps.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_stamp_is_fresh_for_its_own_digest_alone(stamps: ModuleType, tmp_path: Path) -> None:
    stamp = stamps.Stamp(tmp_path / "made" / ".stamp")
    assert not stamp.is_fresh("a")
    stamp.write("a")
    assert stamp.is_fresh("a")
    assert not stamp.is_fresh("b")
    stamp.forget()
    assert not stamp.is_fresh("a")


def test_contents_decide_and_a_missing_file_is_no_error(stamps: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "run.txt"
    before = stamps.digest_of_files([file])
    file.write_text("django")
    with_django = stamps.digest_of_files([file])
    os.utime(file, (1, 1))
    assert before != with_django == stamps.digest_of_files([file])


def test_a_tree_changes_with_a_new_file_a_touched_one_and_a_lost_one(
    stamps: ModuleType, tmp_path: Path
) -> None:
    seen = {stamps.digest_of_trees([tmp_path])}
    file = tmp_path / "a" / "b.css"
    file.parent.mkdir()
    file.write_text("x")
    seen.add(stamps.digest_of_trees([tmp_path]))
    os.utime(file, (1, 1))
    seen.add(stamps.digest_of_trees([tmp_path]))
    file.rename(tmp_path / "a" / "c.css")
    seen.add(stamps.digest_of_trees([tmp_path]))
    assert len(seen) == 4
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "x.pyc").write_text("")
    assert stamps.digest_of_trees([tmp_path]) in seen
