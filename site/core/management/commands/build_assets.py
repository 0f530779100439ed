"""manage.py build_assets: fonts, icons, style sheet and script out of their sources."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.assets.build import PackagesMissing, build_assets
from core.assets.sprite import UnknownIcon


class Command(BaseCommand):
    help = (
        "Build the fonts, the icon sprite, the app icons, the style sheet and the script into build/static."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="Build even when nothing changed.")

    def handle(self, *args: Any, force: bool, **options: Any) -> None:
        try:
            is_built = build_assets(force=force)
        except PackagesMissing as error:
            raise CommandError(
                f"{error} is not installed. Run `npm ci --ignore-scripts` first (make run does it)."
            ) from error
        except UnknownIcon as error:
            raise CommandError(f"Lucide has no icon {error}. Correct site/core/icons.py.") from error
        self.stdout.write("Assets built." if is_built else "Assets are up to date.")
