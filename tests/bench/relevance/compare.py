"""Print nDCG@10 and recall@20 of the judged queries: our engine beside Wagtail's stock database search.

Runs inside a site with the demo programme loaded: `python -m tests.bench.relevance.compare [--misses]`.
"""

import statistics
import sys
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from django.core.management import call_command
from wagtail.models import Locale, Page

from demo.keys import key_uuid
from search.documents.build import BUILDERS
from search.engines.selection import engine
from search.indexing import rebuild
from search.queries import Query
from tests.bench.relevance.grading import FILE, HELD_OUT, Judged, ndcg, read_judgements, recall

DEPTH = 20
LINE = "{:<34}{:>8}{:>10}{:>12}{:>9}"
Finder = Callable[[Judged], list[str]]


def ours(names: dict[str, str]) -> Finder:
    """The engine of this installation, as the search page asks it. A page of a file is nothing that was judged: it takes a
    place and counts for nothing."""

    def find(judged: Judged) -> list[str]:
        found = engine().search(Query(judged.query, judged.language, page_size=DEPTH))
        keys = dict(Page.objects.values_list("pk", "translation_key"))
        return ["" if hit.file_id else names.get(str(keys[hit.page_id]), "") for hit in found.hits]

    return find


def stock(names: dict[str, str]) -> Finder:
    """Wagtail's own search over the same kinds of pages in the reader's language."""

    def find(judged: Judged) -> list[str]:
        locale = Locale.objects.get(language_code=judged.language)
        pages = Page.objects.live().public().type(*BUILDERS).filter(locale=locale)
        return [names.get(str(page.translation_key), "") for page in pages.search(judged.query)[:DEPTH]]

    return find


def compare(file: Path, misses: bool) -> None:
    """Print a line an engine and language; with `misses` also each query below 0.75."""
    judged = read_judgements(file)
    names = {str(key_uuid(*key.split("/"))): key for one in judged for key in one.grades}
    print(
        LINE.format(
            "search over the demo content" if file == FILE else "queries held out",
            "queries",
            "nDCG@10",
            "recall@20",
            "empty",
        )
    )
    for title, find in (
        ("İmece, " + engine().name, ours(names)),
        ("Wagtail's database search", stock(names)),
    ):
        found = [(one, find(one)) for one in judged]
        for language in ("tr", "en", "ar", "all"):
            rows = [(one, keys) for one, keys in found if language in {one.language, "all"}]
            gains = statistics.mean(ndcg(keys, one.grades) for one, keys in rows)
            recalls = statistics.mean(recall(keys, one.grades) for one, keys in rows)
            empty = sum(not keys for _one, keys in rows)
            print(LINE.format(f"{title}, {language}", len(rows), f"{gains:.3f}", f"{recalls:.3f}", empty))
        if misses and title.startswith("İ"):
            for one, keys in found:
                if min(ndcg(keys, one.grades), recall(keys, one.grades)) < 0.75:
                    wanted = " ".join(f"{key}={grade}" for key, grade in one.grades.items())
                    print(f"  {one.language} {one.query!r}: wanted {wanted}; found {keys[:6]}")


if __name__ == "__main__":
    rebuild()
    call_command("update_index", verbosity=0)
    for queries in (FILE, HELD_OUT):
        compare(queries, "--misses" in sys.argv)
