"""The figures by which search is graded, and the file of judged queries."""

from collections import Counter

import pytest

from demo.keys import key_uuid
from demo.load_paths import CONTENT
from tests.bench.relevance.grading import HELD_OUT, ndcg, read_judgements, recall


def test_there_are_enough_judged_queries_in_each_language():
    languages = Counter(one.language for one in read_judgements())
    assert languages.total() >= 120
    assert min(languages["tr"], languages["en"], languages["ar"]) >= 13


JUDGED = [*read_judgements(), *read_judgements(HELD_OUT)]


def test_no_query_held_out_is_one_of_the_others():
    assert len({(one.language, one.query) for one in JUDGED}) == len(JUDGED)


@pytest.mark.parametrize("one", [pytest.param(one, id=one.query) for one in JUDGED])
def test_every_judgement_names_content_that_exists(one):
    for key, grade in one.grades.items():
        kind, name, *rest = key.split("/")
        folder = CONTENT / ("news" if kind == "news" else f"{kind}s") / name
        assert folder.is_dir(), key
        assert not rest or list((folder / "chapters").glob(f"*{rest[1]}.tr.md")), key
        assert grade in {1, 2, 3}
        assert key_uuid(*key.split("/"))


def test_a_perfect_order_has_ndcg_one_and_a_reversed_one_less():
    grades = {"a": 3, "b": 2, "c": 1}
    assert ndcg(["a", "b", "c"], grades) == 1
    assert ndcg(["c", "b", "a"], grades) == pytest.approx(
        (1 + 3 / 1.58496 + 7 / 2) / (7 + 3 / 1.58496 + 1 / 2), 1e-4
    )
    assert ndcg([], grades) == 0


def test_recall_counts_what_helps_only():
    assert recall(["a", "x"], {"a": 3, "b": 2, "c": 1}) == 0.5
    assert recall(["x"] * 20 + ["a"], {"a": 3}) == 0
