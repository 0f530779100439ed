#!/usr/bin/env python3
"""`make bench`: set up, then become tests/bench/run.py."""

from tooling.console import guard
from tooling.handover import hand_over

if __name__ == "__main__":
    guard(lambda: hand_over("tests.bench.run", needs=["postgres", "redis"]), "make bench")
