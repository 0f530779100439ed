"""Load the demo programme, once."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.load import is_loaded, load_demo
from demo.load_paths import CONTENT
from demo.reading.files import ContentError


class Command(BaseCommand):
    help = "Load the demo programme through the services. What was edited since is left as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        """--once does nothing at all when the demo was loaded before; --folder has another programme's files."""
        parser.add_argument("--once", action="store_true", help="do nothing when it was loaded before")
        parser.add_argument("--folder", type=Path, default=CONTENT, help="files of the programme")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, saying what is being done. A mistake in a file is said with file and line, and nothing is kept."""
        if not settings.DEMO_MODE:
            raise CommandError("The demo programme is for laptops and tests; this is an installation.")
        if options["once"] and is_loaded():
            self.stdout.write("the demo programme is there already")
            return
        try:
            memory = load_demo(
                options["folder"], say=lambda text: self.stdout.write(f"  {text}", ending="\n")
            )
        except ContentError as error:
            raise CommandError(str(error))
        for conflict in memory.conflicts:
            self.stderr.write(f"left alone, because it was edited: {conflict}")
