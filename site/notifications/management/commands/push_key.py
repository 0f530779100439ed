from django.core.management.base import BaseCommand

from notifications.push.keys import new_key


class Command(BaseCommand):
    """Print a new key for messages to browsers."""

    help = "Make a key for PUSH_KEY: push services know the site by it. With another one everybody must subscribe again."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(new_key())
