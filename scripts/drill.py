#!/usr/bin/env python3
"""`make drill`: set up, then become tests/drills/run.py."""

from tooling import elasticsearch
from tooling.console import guard
from tooling.handover import hand_over

if __name__ == "__main__":
    guard(
        lambda: hand_over("tests.drills.run", needs=["postgres", "redis", *elasticsearch.needs()]),
        "make drill",
    )
