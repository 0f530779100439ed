#!/usr/bin/env python3
"""`make test`: its own set-up, then every check. Name groups to run only these: scripts/verify.py checks sqlite."""

import sys
import time

from tooling import elasticsearch
from tooling.checks import WHOLE, groups
from tooling.console import Stop, guard
from tooling.debian import ensure_machine
from tooling.environment import ensure_environment
from tooling.frontend import ensure_packages
from tooling.h5p_service import ensure_service_packages
from tooling.places import ROOT, require_writable, var_folder
from tooling.preparation import prepare_files
from tooling.steps import count_tests, print_summary, run_groups
from tooling.test_servers import test_services


def main() -> int:
    """Set up, run the groups, print the table; exit code 1 when something failed."""
    begin = time.monotonic()
    known = list(groups({}))
    chosen = sys.argv[1:] or WHOLE
    unknown = set(chosen) - set(known)
    if unknown:
        raise Stop(f"no such group: {', '.join(sorted(unknown))}. There are: {', '.join(known)}")
    require_writable(ROOT, var_folder())
    log = var_folder() / "log" / "setup.log"
    ensure_environment("dev", log=log)
    ensure_packages(development=True, log=log)
    ensure_service_packages(log=log)
    ensure_machine(
        ["postgres", "redis", *elasticsearch.needs(), "chromium", "font", "gettext", "pdftotext", "soffice"],
        log=log,
    )
    prepare_files(log=log)
    with test_services(search=bool({"sqlite", "postgres"} & set(chosen))) as services:
        every = groups(services.environment())
        outcomes = run_groups({name: every[name] for name in chosen})
    counts = count_tests(outcomes)
    print_summary(outcomes, counts, time.monotonic() - begin)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


if __name__ == "__main__":
    guard(main, "make test")
