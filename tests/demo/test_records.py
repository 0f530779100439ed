"""How far a demo trainee is does not depend on how long her course is; browsers get a short course that is whole."""

import shutil
from pathlib import Path

import pytest
import yaml

from demo.checking.run import check_folder
from demo.load_paths import CONTENT, TEMPLATE
from demo.loading.attempts import wrong_places
from demo.loading.records import how_many
from tests.demo.growing import grow
from tests.e2e.preparing_content import SHORT, cut


@pytest.mark.parametrize(
    ("said", "of_4", "of_20"),
    [("none", 0, 0), ("half", 2, 10), ("almost", 3, 19), ("all", 4, 20), (1, 1, 1), (9, 4, 9)],
)
def test_lessons_are_a_share_of_the_course(said, of_4, of_20):
    assert (how_many(said, 4), how_many(said, 20)) == (of_4, of_20)


@pytest.mark.parametrize("questions", [5, 8, 12, 25])
@pytest.mark.parametrize("score", [0, 40, 60, 88, 100])
def test_a_result_is_as_near_as_the_questions_allow(questions, score):
    wrong = wrong_places(questions, score)
    assert wrong <= set(range(questions))
    assert abs(100 - 100 * len(wrong) / questions - score) <= 50 / questions


def test_a_grown_course_is_whole(tmp_path: Path):
    folder = Path(shutil.copytree(TEMPLATE, tmp_path / "content"))
    course = folder / "courses/levhalari-okumak"
    grow(course, 3)
    data = yaml.safe_load((course / "course.yaml").read_text())
    assert [len(module["lessons"]) for module in data["modules"]] == [1, 1, 1]
    data["hours"].update(total=3, self_paced=3)
    (course / "course.yaml").write_text(yaml.safe_dump(data, allow_unicode=True))
    _, findings = check_folder(folder)
    assert {error.rule for error in findings.errors} <= {"balance", "longest"}


def test_the_browsers_course_is_short_and_ends_with_its_quiz(tmp_path: Path):
    course = Path(shutil.copytree(CONTENT / "courses" / SHORT, tmp_path / SHORT))
    grow(course, 2)
    cut(course, 4)
    data = yaml.safe_load((course / "course.yaml").read_text())
    [full] = [module for module in data["modules"] if module["status"] == "full"]
    assert len(full["lessons"]) == 4
    assert len(list((course / "lessons").glob("*.tr.md"))) == 4
    last = next((course / "lessons").glob(f"*-{full['lessons'][-1]}.tr.md"))
    assert f"::quiz key={full['quiz']}" in last.read_text()
    assert (course / "quizzes" / f"{full['quiz']}.tr.yaml").is_file()
    assert len(list((course / "quizzes").glob("*.tr.yaml"))) == 1
