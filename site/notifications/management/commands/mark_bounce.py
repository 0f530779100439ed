"""`manage.py mark_bounce ADDRESS …`: mails to these addresses came back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from notifications.services import mark_bouncing


class Command(BaseCommand):
    help = "Stop e-mail to addresses whose mails came back; their owners see it and can take it back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("addresses", nargs="+")
        parser.add_argument("--reason", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        for address in options["addresses"]:
            mark_bouncing(address=address, reason=options["reason"])
        self.stdout.write(f"{len(options['addresses'])} marked")
