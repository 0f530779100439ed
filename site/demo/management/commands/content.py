"""Content kept as files: check it, load it, write it back (docs/content-format.md)."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from demo.checking.keys import register_keys
from demo.checking.run import check_folder
from demo.exporting.run import export_content
from demo.load import load_content
from demo.load_paths import CONTENT
from demo.previews import draw_previews
from demo.reading.files import ContentError


class Command(BaseCommand):
    help = "Content kept as files: check a folder, load it (docs/content-format.md says what is in it)."
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
        load = actions.add_parser("load", help="bring a folder in; what was edited on the site is left alone")
        load.add_argument("folder", type=Path)
        load.add_argument(
            "--by",
            metavar="NAME",
            help="user name or e-mail of whoever publishes (default: an administrator)",
        )
        load.add_argument(
            "--take-files",
            metavar="KEY",
            action="append",
            default=[],
            help="let the file win over edits of this thing and all below it, e.g. course/5s/lesson/ilk-tur",
        )
        load.add_argument("--all", action="store_true", help="let the files win over all edits")
        load.add_argument("--unchecked", action="store_true", help="load although the check finds errors")

        export = actions.add_parser("export", help="write what was edited on the site back into its files")
        export.add_argument("folder", type=Path, help="the folder they were loaded from, or a copy of it")
        export.add_argument(
            "--whole",
            action="store_true",
            help="every page, edited or not; files that changed after the last load are overwritten",
        )

        previews = actions.add_parser(
            "previews", help="draw the pictures that stand beside files (needs LibreOffice and poppler-utils)"
        )
        previews.add_argument(
            "folder", nargs="?", type=Path, default=CONTENT, help="default: the demo programme"
        )
        previews.add_argument("--all", action="store_true", help="draw those again that are up to date")

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

    def _load(
        self, *, folder: Path, by: str | None, take_files: list[str], unchecked: bool, **options: Any
    ) -> None:
        folder = folder.resolve()
        _, findings = check_folder(folder)
        if findings.errors and not unchecked:
            self.stderr.write(findings.report())
            raise CommandError("The folder has errors; nothing was loaded.")
        take = frozenset({"all"} if options["all"] else take_files)
        try:
            memory = load_content(
                folder, by=_author(by), take=take, say=lambda text: self.stdout.write(f"  {text}")
            )
        except ContentError as error:
            raise CommandError(f"{error} (nothing was loaded)")
        for conflict in memory.conflicts:
            self.stdout.write(str(conflict))
        if memory.conflicts:
            keys = " ".join(f"--take-files {conflict.path}" for conflict in memory.conflicts)
            raise CommandError(
                f"{len(memory.conflicts)} were edited on the site and left alone; to let the files win: {keys}"
            )

    def _export(self, *, folder: Path, **options: Any) -> None:
        try:
            done = export_content(folder.resolve(), is_whole=options["whole"])
        except ContentError as error:
            raise CommandError(str(error))
        for file in done.written:
            self.stdout.write(f"written: {file}")
        for name, reason in done.left:
            self.stdout.write(f"left: {name}: {reason}")

    def _previews(self, *, folder: Path, **options: Any) -> None:
        for path in draw_previews(folder.resolve(), again=options["all"]):
            self.stdout.write(f"drawn: {path} ({path.stat().st_size / 1000:.0f} kB)")


def _author(name: str | None) -> User:
    people = User.objects.filter(is_active=True)
    if name:
        found = people.filter(username=name).first() or people.filter(email=name).first()
        if found is None:
            raise CommandError(f"There is nobody called {name}.")
        return found
    found = (
        people.filter(is_superuser=True).first()
        or people.filter(role_assignments__role="administrator").first()
    )
    if found is None:
        raise CommandError("Nobody is an administrator yet; say in whose name: --by NAME")
    return found
