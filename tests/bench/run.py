"""`make bench`: requests per second of the key pages beside a bare Django view, in one run on both databases; on
PostgreSQL also statements of packages a second (tests/bench/statements.py).

`--seconds N` (3 by default) is the time for each page; `--only SQLite` or `--only PostgreSQL` leaves one out;
`--only-statements` measures nothing else. The bare
view is measured before and after each page, and the mean of both is what the page is compared with, so that other work
on the machine hits both. The processor time of the database server is not in "CPU ms". Exit code 1 when a page stays below its part of the bare view.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from tests.bench.client import Measured, measure
from tests.bench.first_use import run_first_use
from tests.bench.servers import Site, both, empty_site, run_text
from tests.bench.statements import run_statements
from tests.bench.targets import PACKAGE, PAGES, TRAINEE
from tooling.console import guard, say
from tooling.test_servers import Services, test_services

LINE = "{:<26}{:>9}{:>9}{:>8}{:>9}{:>9}{:>9}{:>8}"


def measure_page(site: Site, path: str, cookie: str, seconds: float) -> tuple[Measured, float]:
    """Warm a page up, measure it; return the figures and the processor's milliseconds for a request."""
    measure(site.port, path, cookie, seconds=min(1.0, seconds))
    before = site.processor_seconds()
    figures = measure(site.port, path, cookie, seconds=seconds)
    used = site.processor_seconds() - before
    return figures, used * 1000 / max(1, figures.requests)


def show(
    name: str, figures: Measured, cpu: float, ratio: float | None = None, least: float | None = None
) -> None:
    """Print one line of the table."""
    say(
        LINE.format(
            name, f"{figures.per_second:.0f}", "" if ratio is None else f"{ratio:.2f}",
            "" if least is None else f"{least:g}", f"{figures.percentile(0.5):.1f}", f"{figures.percentile(0.95):.1f}",
            f"{cpu:.1f}", f"{figures.bytes / max(1, figures.requests) / 1000:.1f}",
        )
    )  # fmt: skip


STATEMENT_SECONDS = 10.0


def run_only_statements(services: Services, folder: Path) -> list[str]:
    """Statements alone, on PostgreSQL."""
    with empty_site(folder / "statements", services, "PostgreSQL") as site:
        return run_statements(site, STATEMENT_SECONDS)


def run_kind(kind: str, services: Services, folder: Path, seconds: float) -> list[str]:
    """Measure all pages on one kind of database; return the names of those that are too slow or wrong."""
    say(f"\n{kind}: 2 gunicorn processes, {seconds:g} s a page")
    with both(folder / kind.lower(), services, kind) as (bare, site, prepared, bare_cookie):
        say(LINE.format("page", "req/s", "÷ bare", "least", "p50 ms", "p95 ms", "CPU ms", "kB"))
        bare_runs = [measure_page(bare, "/", bare_cookie, seconds)]
        show("bare Django view", *bare_runs[0])
        bad = []
        for page in PAGES:
            cookie = prepared["cookies"][page.who] if page.who else ""
            figures, cpu = measure_page(site, prepared["paths"][page.name], cookie, seconds)
            bare_runs.append(measure_page(bare, "/", bare_cookie, seconds))
            ratio = figures.per_second / statistics.mean(run.per_second for run, _ in bare_runs[-2:])
            show(page.name, figures, cpu, ratio, page.least)
            if set(figures.statuses) != {200}:
                bad.append(f"{kind}: {page.name} answered {figures.statuses}")
            elif ratio < page.least:
                bad.append(f"{kind}: {page.name} reaches {ratio:.2f} of the bare view, not {page.least:g}")
            if page.most_cpu is not None and cpu > page.most_cpu:
                bad.append(f"{kind}: {page.name} uses {cpu:.1f} ms of the processor, not {page.most_cpu:g}")
        show("bare Django view, last", *bare_runs[-1])
        if kind == "PostgreSQL":
            bad += run_statements(site, STATEMENT_SECONDS)
        bad += run_first_use(site, prepared["paths"][PACKAGE], prepared["cookies"][TRAINEE])
        say("\n" + run_text(["-m", "tests.bench.relevance.compare"], site.env))
    assert all(set(run.statuses) == {200} for run, _ in bare_runs), "the bare view does not answer"
    rates = [run.per_second for run, _ in bare_runs]
    say(f"   the bare view's runs differ by {(max(rates) - min(rates)) / statistics.mean(rates) * 100:.0f} %")
    return bad


def main() -> int:
    """Measure on both kinds of database; print what stays below its bar."""
    options = argparse.ArgumentParser(prog="make bench")
    options.add_argument("--seconds", type=float, default=3.0)
    options.add_argument("--only", choices=["PostgreSQL", "SQLite"])
    options.add_argument("--only-statements", action="store_true")
    chosen = options.parse_args()
    with test_services() as services, tempfile.TemporaryDirectory(prefix="imece-bench-") as folder:
        if chosen.only_statements:
            bad = run_only_statements(services, Path(folder))
            for line in bad:
                say(line)
            return 1 if bad else 0
        kinds = [chosen.only] if chosen.only else ["PostgreSQL", "SQLite"]
        bad = [line for kind in kinds for line in run_kind(kind, services, Path(folder), chosen.seconds)]
    for line in bad:
        say(line)
    say("\nEvery page reaches its bar." if not bad else "")
    return 1 if bad else 0


if __name__ == "__main__":
    guard(main, "make bench")
