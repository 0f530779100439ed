"""Compare the indexes with what they mirror, and mend them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.checking import check_server, check_table
from search.engines.sending import has_server
from search.models import IndexRun
from search.runs import HeldElsewhere


class Command(BaseCommand):
    help = "Compare the indexes with what they mirror, mend them, and say what was wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check both."""
        try:
            self._say(check_table())
            if has_server():
                self._say(check_server())
        except HeldElsewhere:
            raise CommandError("Another process is checking this index at the moment.") from None

    def _say(self, run: IndexRun) -> None:
        self.stdout.write(
            f"{run.get_target_display()}: {run.missing} missing, {run.outdated} outdated, {run.surplus} too many; mended"
        )
