"""Content kept as files: check it, load it, write it back (docs/content-format.md)."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from demo.checking.keys import register_keys
from demo.checking.run import check_folder
from demo.load_paths import CONTENT


class Command(BaseCommand):
    help = "Content kept as files: check a folder (docs/content-format.md says what is in it)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One word says what to do."""
        actions = parser.add_subparsers(dest="action", required=True)
        check = actions.add_parser("check", help="say what is wrong with a folder; nothing is loaded")
        check.add_argument(
            "folder", nargs="?", type=Path, default=CONTENT, help="default: the demo programme"
        )
        check.add_argument("--only", type=Path, help="report on one file or folder inside it only")
        check.add_argument("--register", action="store_true", help="note all keys of the folder as published")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the first word says."""
        getattr(self, f"_{options['action']}")(**options)

    def _check(self, *, folder: Path, only: Path | None, register: bool, **options: Any) -> None:
        content, findings = check_folder(folder.resolve())
        self.stdout.write(findings.report(only.resolve() if only else None))
        if register:
            self.stdout.write(f"{register_keys(content)} keys were added to the register")
        errors = findings.errors
        if only is not None:
            errors = [item for item in errors if item.path.is_relative_to(only.resolve())]
        if errors:
            sys.exit(1)
