"""Print one sign-in a role for the demo programme."""

from typing import Any

from django.core.management.base import BaseCommand

from demo.signins import demo_signins


class Command(BaseCommand):
    help = "Print the sign-ins of the demo programme, one a role."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line each: role, what to type, password, and where staff find their second code."""
        rows = demo_signins()
        width = max((len(row.role) for row in rows), default=0)
        for row in rows:
            code = f"  + code from {row.code_page}" if row.code_page else ""
            self.stdout.write(f"  {row.role:<{width}}  {row.identifier:<18} {row.password}{code}")
