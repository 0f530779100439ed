"""The checks of `make test` as groups of timed steps, and the table at the end."""

import os
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tooling.console import say
from tooling.places import BUILD, ROOT, process_environment

RESULTS = BUILD / "test-results"


@dataclass(frozen=True)
class Step:
    """One command. A pytest step's results are counted; the others print only when they fail."""

    name: str
    command: Sequence[str]
    env: dict[str, str] = field(default_factory=dict)
    is_pytest: bool = False

    @property
    def results(self) -> Path:
        """The file that pytest writes its counts to."""
        return RESULTS / (re.sub(r"\W+", "-", self.name.lower()) + ".xml")


@dataclass(frozen=True)
class Outcome:
    """What became of a step."""

    step: Step
    seconds: float
    passed: bool


def run_step(step: Step) -> Outcome:
    """Run a step; tests show themselves while they run, other checks only when there is something to read."""
    say(f"▸ {step.name}")
    env = process_environment(**step.env)
    command = list(step.command)
    if step.is_pytest:
        step.results.parent.mkdir(parents=True, exist_ok=True)
        step.results.unlink(missing_ok=True)
        command += ["--junitxml", str(step.results)]
    start = time.monotonic()
    if step.is_pytest:
        code = subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL).returncode
    else:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        code = done.returncode
        if code:
            sys.stdout.buffer.write(done.stdout)
            sys.stdout.flush()
    return Outcome(step, time.monotonic() - start, code == 0)


def run_groups(groups: dict[str, list[Step]]) -> list[Outcome]:
    """Run group after group; all steps of a group run, the first group with a failure is the last.

    Checks and preparations run two at a time; tests use all cores by themselves.
    """
    outcomes: list[Outcome] = []
    for steps in groups.values():
        at_once = 1 if any(step.is_pytest for step in steps) else 2
        with ThreadPoolExecutor(at_once) as pool:
            outcomes += pool.map(run_step, steps)
        if not all(outcome.passed for outcome in outcomes):
            break
    return outcomes


def count_tests(outcomes: list[Outcome]) -> Counter[str]:
    """Sum up what pytest counted over all of its runs (an error in set-up counts as a failure)."""
    counts: Counter[str] = Counter(passed=0, failed=0, skipped=0)
    for outcome in outcomes:
        if not outcome.step.is_pytest:
            continue
        if not outcome.step.results.exists():
            counts["failed"] += not outcome.passed
            continue
        for suite in ElementTree.parse(outcome.step.results).getroot().iter("testsuite"):
            failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped = int(suite.get("skipped", 0))
            counts["failed"] += failed
            counts["skipped"] += skipped
            counts["passed"] += int(suite.get("tests", 0)) - failed - skipped
    return counts


def print_summary(outcomes: list[Outcome], counts: Counter[str], seconds: float) -> None:
    """Print the table of steps and, last, the counts of all test runs in the plain form that CI reads."""
    width = max(len(outcome.step.name) for outcome in outcomes)
    say("\n" + "─" * (width + 16))
    for outcome in outcomes:
        say(f" {'✓' if outcome.passed else '✗'} {outcome.step.name:<{width}} {outcome.seconds:>9.1f} s")
    say("─" * (width + 16))
    say(f"   {'altogether':<{width}} {seconds:>9.1f} s\n")
    say(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")


def on_ci() -> bool:
    """Tell whether a skipped test for want of a service counts as a failure."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}
