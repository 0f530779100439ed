"""Compile locale/*.po without GNU gettext, which a bare machine does not have."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


def compile_catalogue(source: Path) -> int:
    """Write the .mo beside a .po in one move; return the number of texts. Doubtful (fuzzy) ones are left out.

    Raises OSError, or ValueError when the file is not a catalogue.
    """
    catalogue = polib.pofile(str(source), encoding="utf-8")
    unfinished = source.with_suffix(".mo.new")
    catalogue.save_as_mofile(str(unfinished))
    unfinished.replace(source.with_suffix(".mo"))
    return len(catalogue.translated_entries())


def is_compiled(source: Path) -> bool:
    """Tell whether the .mo is there and as new as its .po."""
    target = source.with_suffix(".mo")
    return target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns


class Command(BaseCommand):
    help = "Compile the message catalogues that have changed (locale/*/LC_MESSAGES/*.po)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--all", action="store_true", help="compile also what has not changed")

    def handle(self, *args: Any, **options: Any) -> None:
        sources = sorted(
            source for folder in settings.LOCALE_PATHS for source in Path(folder).glob("*/LC_MESSAGES/*.po")
        )
        for source in sources:
            if options["all"] or not is_compiled(source):
                try:
                    count = compile_catalogue(source)
                except (OSError, ValueError) as problem:
                    raise CommandError(f"{source}: {problem}") from problem
                if options["verbosity"] > 0:
                    self.stdout.write(f"{source.parent.parent.name}/{source.stem}: {count} texts")
