#!/usr/bin/env python3
"""`make shots`: set up, then become tests/shots/run.py."""

from tooling.console import guard
from tooling.handover import hand_over

if __name__ == "__main__":
    guard(lambda: hand_over("tests.shots.run", needs=["chromium", "font"]), "make shots")
