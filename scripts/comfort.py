#!/usr/bin/env python3
"""`make comfort`: set up, then become tests/e2e/comfort/run.py."""

from tooling.console import guard
from tooling.handover import hand_over

if __name__ == "__main__":
    guard(lambda: hand_over("tests.e2e.comfort.run", needs=["chromium", "font"]), "make comfort")
