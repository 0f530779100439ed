"""Index everything anew."""

from typing import Any

from django.core.management.base import BaseCommand

from search.indexing import rebuild


class Command(BaseCommand):
    help = "Index all public pages anew."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say how many pages there are."""
        self.stdout.write(f"{rebuild()} pages indexed")
