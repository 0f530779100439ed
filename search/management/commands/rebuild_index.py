"""Index everything anew, or go on where a rebuild was broken off."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.page_cache import purge_public_pages
from search.engines.sending import has_server
from search.models import IndexRun, SearchEntry
from search.rebuilding import rebuild_server, rebuild_table
from search.runs import HELD, HeldElsewhere

WIDTH = 30


class Command(BaseCommand):
    help = (
        "Index everything anew beside the index that answers, then swap. Broken off, it goes on where it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which of the two indexes."""
        parser.add_argument(
            "--only", choices=["table", "server"], help="the database's index or the search server's"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, show how far it is, say how many documents there are."""
        only = options["only"]
        if only == "server" and not has_server():
            raise CommandError("There is no search server: SEARCH_URL is empty.")
        try:
            if only != "server":
                self._wait_for(IndexRun.Target.TABLE)
                rebuild_table(self._show)
            if only != "table" and has_server():
                self._wait_for(IndexRun.Target.SERVER)
                rebuild_server(self._show)
        except HeldElsewhere:
            raise CommandError("Another process is rebuilding this index at the moment.") from None
        purge_public_pages()
        self.stdout.write(f"{SearchEntry.objects.serving().count()} documents indexed")

    def _wait_for(self, target: str) -> None:
        """A rebuild that was killed is free again after some seconds."""
        run = IndexRun.objects.filter(task=IndexRun.Task.REBUILD, target=target, finished_at=None).first()
        if run is None:
            return
        self.stdout.write(f"Going on with the rebuild that stopped at {run.done} of {run.total}")
        end = time.monotonic() + HELD.total_seconds() + 1
        while time.monotonic() < end and run.held_until and run.held_until.timestamp() > time.time():
            time.sleep(0.5)
            before = run.done
            run.refresh_from_db()
            if run.done > before:
                raise HeldElsewhere

    def _show(self, run: IndexRun) -> None:
        part = min(1.0, run.done / max(1, run.total))
        bar = "█" * round(part * WIDTH) + "░" * (WIDTH - round(part * WIDTH))
        line = f"{run.get_target_display()}: {bar} {run.done}/{run.total}"
        if self.stdout.isatty():
            self.stdout.write("\r" + line, ending="")
            if part >= 1:
                self.stdout.write("")
            self.stdout.flush()
        elif part >= 1:
            self.stdout.write(line)
