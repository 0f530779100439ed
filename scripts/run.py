#!/usr/bin/env python3
"""`make run`: set up what is missing, then serve until Ctrl-C."""

from tooling.console import guard
from tooling.launch import launch

if __name__ == "__main__":
    guard(launch, "make run")
