"""How fast search answers over many documents: results with eight facets, suggestions, indexing; growth with size.

Runs inside a migrated site: `python -m tests.bench.search_speed --sizes 10000,30000,100000 [--server] [--plot FILE]`.
The queries are one third each of rare, middling and common words (about 27 % of the documents have a common one), one in
three of two words; no query is asked twice. Wall time and this process's processor time are printed.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from django.db import connection

from search.engines import snapshot
from search.engines.elastic.engine import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.sending import has_server
from search.queries import Query
from search.rebuilding import rebuild_server
from tests.bench.growth_plot import plot
from tests.bench.search_corpus import grow_to, vocabulary

QUERIES = 150
LINE = "{:<34}{:>10}{:>9}{:>9}{:>9}{:>9}{:>12}"
RARE, MIDDLING, COMMON = range(1200, 6000), range(100, 400), range(14, 50)
"""Places in the vocabulary; with stems and first letters a common word hits about a quarter of the documents."""


def queries() -> list[str]:
    """A third each, mixed; every third query has a second word of the same sort."""
    words, chance = vocabulary(), random.Random(5)
    made = []
    for number in range(QUERIES):
        sort = (RARE, MIDDLING, COMMON)[number % 3]
        picked = chance.sample(sort, 2 if number % 9 < 3 else 1)
        made.append(" ".join(words[place] for place in picked))
    return made


def timed(ask: Callable[[str], int], texts: list[str]) -> tuple[list[float], float, list[int]]:
    """Milliseconds of each answer, processor milliseconds of one, hits."""
    spent, counts = [], []
    cpu = time.process_time()
    for text in texts:
        begin = time.perf_counter()
        counts.append(ask(text))
        spent.append((time.perf_counter() - begin) * 1000)
    return sorted(spent), (time.process_time() - cpu) * 1000 / len(texts), counts


def show(name: str, size: int, spent: list[float], cpu: float, counts: list[int]) -> float:
    """Print a line; return p95."""
    at = lambda part: spent[min(len(spent) - 1, int(len(spent) * part))]  # noqa: E731
    print(
        LINE.format(
            name, size, f"{at(0.5):.1f}", f"{at(0.95):.1f}", f"{spent[-1]:.1f}", f"{cpu:.1f}",
            f"{statistics.mean(counts):.0f}",
        ),
        flush=True,
    )  # fmt: skip
    return at(0.95)


def measure(name: str, engine: EmbeddedEngine | ElasticEngine, size: int) -> dict[str, float]:
    """Results and suggestions of one engine; the first answer, which fills memory, is told apart."""
    begin = time.perf_counter()
    engine.search(Query("verimlilik", "tr"))
    engine.suggest("veri", "tr")
    first = (time.perf_counter() - begin) * 1000
    texts = queries()
    chance = random.Random(7)
    typed = [text.split()[0][: chance.randint(2, 6)] for text in texts]
    results = timed(lambda text: engine.search(Query(text, "tr")).total, texts)
    suggested = timed(lambda text: len(engine.suggest(text, "tr")), typed)
    print(f"   {name}: the first answer of a process took {first:.0f} ms")
    return {
        "results": show(f"{name}: results, 8 facets", size, *results),
        "suggestions": show(f"{name}: suggestions", size, *suggested),
    }


def main() -> int:
    """Grow, measure, draw."""
    options = argparse.ArgumentParser()
    options.add_argument("--sizes", default="10000,100000")
    options.add_argument("--server", action="store_true")
    options.add_argument("--plot", type=Path)
    chosen = options.parse_args()
    lines: dict[str, list[tuple[int, float]]] = {}
    print(LINE.format("search", "documents", "p50 ms", "p95 ms", "max ms", "CPU ms", "mean hits"))
    for size in map(int, chosen.sizes.split(",")):
        begin, cpu = time.perf_counter(), time.process_time()
        grow_to(size)
        spent = time.perf_counter() - begin
        print(
            f"   the database's index grew to {size} in {spent:.0f} s ({time.process_time() - cpu:.0f} s CPU)",
            flush=True,
        )
        snapshot.current()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        engines: dict[str, EmbeddedEngine | ElasticEngine] = {EmbeddedEngine().name: EmbeddedEngine()}
        if chosen.server and has_server():
            begin, cpu = time.perf_counter(), time.process_time()
            sent = rebuild_server()
            spent = time.perf_counter() - begin
            used = time.process_time() - cpu
            print(
                f"   rebuilt the server's index: {sent} documents in {spent:.0f} s, {sent / spent:.0f} a second ({used:.0f} s CPU here)",
                flush=True,
            )
            engines["Elasticsearch"] = ElasticEngine()
        for name, engine in engines.items():
            for what, p95 in measure(name, engine, size).items():
                lines.setdefault(f"{name}, {what}", []).append((size, p95))
    if chosen.plot:
        chosen.plot.write_text(plot(lines, "documents", "p95, ms"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
