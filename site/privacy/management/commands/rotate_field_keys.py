"""A new key for encrypted fields: put it before the others in FIELD_KEYS, run this, then take the old ones away."""

from typing import Any

from django.core.management.base import BaseCommand

from privacy.services.special import rewrite_special


class Command(BaseCommand):
    """Writes every encrypted field anew with the newest key."""

    help = "Encrypt special details anew with the first key of FIELD_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Safe to run again."""
        self.stdout.write(f"{rewrite_special()} written anew")
