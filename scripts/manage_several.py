#!/usr/bin/env python3
"""Several management commands in one process, separated by "+": starting Django costs more than most of them do.

scripts/manage_several.py build_assets + collectstatic --no-input
"""

import itertools
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402
from django.core.management import execute_from_command_line  # noqa: E402

if __name__ == "__main__":
    django.setup()
    for is_separator, words in itertools.groupby(sys.argv[1:], lambda word: word == "+"):
        if not is_separator:
            execute_from_command_line(["manage.py", *words])
