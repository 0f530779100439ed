"""After a backup was restored: erase again who had been erased since it was made."""

from typing import Any

from django.core.management.base import BaseCommand

from privacy.services import reapply_erasures


class Command(BaseCommand):
    """Reads settings.ERASURE_LEDGER and the list in the database."""

    help = "Erase again whoever the list of erased people names and the restored database still knows."

    def handle(self, *args: Any, **options: Any) -> None:
        """Safe to run at any time, and again."""
        self.stdout.write(f"{reapply_erasures()} erased again")
