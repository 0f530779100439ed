"""Set up a fresh installation: asked for on the terminal, by options or environment, or in the browser (--web)."""

import getpass
import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation
from wagtail.images.fields import WagtailImageField

from accounts.access import administrators
from accounts.exceptions import IdentifierNotUsable, IdentifierTaken
from core.addresses import full_address
from core.colours import read_colour, readable
from core.languages import LANGUAGES
from core.readiness import steps_for
from pages.forms.lines import read_staff, read_tracks
from pages.models import check_colour, check_sender
from pages.services.setup import NewAdministrator, NewProgramme, Plan, Report, set_up
from pages.services.setup_tokens import SetupClosed, make_setup_token
from pages.services.test_mails import send_test_mail

PREFIX = "IMECE_SETUP_"
TEXTS = {
    "first-name": "given name of the administrator",
    "last-name": "family name of the administrator",
    "email": "her e-mail address",
    "username": "her user name, instead of an address or beside it",
    "language": "language of her mails: tr, en or ar",
    "name": "name of the site",
    "colour": "main colour, like #0b5561",
    "logo": "a file with the logo",
    "languages": "languages that are offered, like tr,en,ar (Turkish always is)",
    "sender": "sender of mail, like İmece <imece@example.org>",
    "programme-tr": "first programme: its name in Turkish",
    "programme-en": "… in English",
    "programme-ar": "… in Arabic",
    "funder-tr": "its funding line in Turkish",
    "funder-en": "… in English",
    "funder-ar": "… in Arabic",
    "test-mail": "send a test mail to this address and say what became of it",
}
MANY = {
    "track": "a track of the programme: Turkish | English | Arabic | months | people (may be repeated)",
    "staff": "somebody who works here: given and family name | address or user name | role (may be repeated)",
}
ASKED = ("first-name", "last-name", "email", "name", "sender")


class Command(BaseCommand):
    help = (
        "Set up a fresh installation. Every option can also come from the environment: --first-name is IMECE_SETUP_FIRST_NAME; "
        "the password only comes from there (IMECE_SETUP_PASSWORD) or is asked for. Running it again changes nothing, unless "
        "--change is given. With --web it prints a link that opens the same in a browser."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """One option for everything that can be set up."""
        for name, text in TEXTS.items():
            parser.add_argument(f"--{name}", help=text)
        for name, text in MANY.items():
            parser.add_argument(f"--{name}", action="append", help=text)
        parser.add_argument(
            "--web", action="store_true", help="print a link for the browser, and nothing else"
        )
        parser.add_argument("--no-input", action="store_true", help="ask for nothing")
        parser.add_argument("--change", action="store_true", help="write the site's settings anew")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is asked, then list what is still missing."""
        self._prepare_database()
        with translation.override("en"):
            if options["web"]:
                self._print_link()
                return
            given = self._given(options)
            plan = self._plan(given, is_change=options["change"])
            try:
                report = set_up(plan)
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error
            except (IdentifierTaken, IdentifierNotUsable) as problem:
                raise CommandError(f"{problem.kind}: cannot be used, or somebody has it already") from problem
            except ValueError as error:
                raise CommandError(
                    f"{error}. Give --first-name, --last-name and --email, or use --web."
                ) from error
            self._say(report)
            is_mail_well = self._test_mail(given.get("test-mail", ""))
            self._list_steps()
        if not is_mail_well:
            raise CommandError("The test mail was not sent; everything else is done.")

    def _prepare_database(self) -> None:
        """The cache's table is made where there is none; migrating is left to who runs the installation."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The database is not migrated. Run manage.py migrate first.")
        call_command("createcachetable", verbosity=0)

    def _print_link(self) -> None:
        try:
            token = make_setup_token()
        except SetupClosed as closed:
            raise CommandError("Somebody administers this site already: sign in and open Set-up.") from closed
        self.stdout.write("Open this in a browser. It opens once, and for 24 hours:")
        self.stdout.write(full_address("pages:setup-open", token, language=settings.LANGUAGE_CODE))

    def _given(self, options: dict[str, Any]) -> dict[str, Any]:
        """Options, else the environment, else (on a terminal, for a first set-up) an answer."""
        given: dict[str, Any] = {}
        for name in (*TEXTS, *MANY):
            key = name.replace("-", "_")
            value = options.get(key) or os.environ.get(PREFIX + key.upper())
            if value:
                given[name] = value
        given["password"] = os.environ.get(PREFIX + "PASSWORD")
        if not options["no_input"] and sys.stdin.isatty() and not administrators().exists():
            for name in ASKED:
                if name not in given:
                    first = {"name": settings.SITE_NAME, "sender": settings.DEFAULT_FROM_EMAIL}.get(name, "")
                    answer = input(f"{TEXTS[name]}{f' [{first}]' if first else ''}: ").strip()
                    given[name] = answer or first
            given["password"] = given["password"] or getpass.getpass(
                "her password (empty: a link to choose one): "
            )
        return given

    def _plan(self, given: dict[str, Any], *, is_change: bool) -> Plan:
        administrator = None
        if (
            given.get("first-name")
            and given.get("last-name")
            and (given.get("email") or given.get("username"))
        ):
            administrator = NewAdministrator(
                first_name=given["first-name"],
                last_name=given["last-name"],
                email=given.get("email", ""),
                username=given.get("username", ""),
                password=given["password"] or None,
                language=given["language"] if given.get("language") in LANGUAGES else settings.LANGUAGE_CODE,
            )
        programme = None
        if given.get("programme-tr"):
            programme = NewProgramme(
                names={code: given.get(f"programme-{code}", "") for code in LANGUAGES},
                funder_line={code: given.get(f"funder-{code}", "") for code in LANGUAGES},
                tracks=self._read(read_tracks, given.get("track")),
            )
        sender = given.get("sender")
        if sender is not None:
            self._demand(check_sender, sender)
            sender = "" if sender == settings.DEFAULT_FROM_EMAIL else sender
        return Plan(
            administrator=administrator,
            name=given.get("name"),
            colour=self._colour(given.get("colour")),
            languages=self._languages(given.get("languages")),
            sender=sender,
            logo=self._logo(given.get("logo")),
            programme=programme,
            staff=self._read(read_staff, given.get("staff")),
            is_change=is_change,
        )

    @staticmethod
    def _demand(check: Any, value: str) -> None:
        try:
            check(value)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _read(self, read: Any, lines: list[str] | str | None) -> Any:
        """Lines of repeated options, or of one variable."""
        text = lines if isinstance(lines, str) else "\n".join(lines or [])
        try:
            return read(text)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _colour(self, text: str | None) -> str | None:
        """A colour that can be read. On a terminal the nearest one that can is offered."""
        if text is None:
            return None
        try:
            check_colour(text)
        except ValidationError as error:
            colour = read_colour(text)
            self.stderr.write(" ".join(error.messages))
            if colour and sys.stdin.isatty() and input(f"Take {readable(colour)}? [y/N] ").lower() == "y":
                return readable(colour)
            raise CommandError("The colour was refused; nothing was changed.") from error
        return read_colour(text)

    @staticmethod
    def _languages(text: str | None) -> tuple[str, ...] | None:
        if text is None:
            return None
        codes = [code.strip() for code in text.split(",") if code.strip()]
        if unknown := set(codes) - set(LANGUAGES):
            raise CommandError(
                f"No such language: {', '.join(sorted(unknown))}. There are {', '.join(LANGUAGES)}."
            )
        return tuple(code for code in LANGUAGES if code in codes or code == settings.LANGUAGE_CODE)

    @staticmethod
    def _logo(name: str | None) -> Any:
        if name is None:
            return None
        path = Path(name)
        try:
            file = SimpleUploadedFile(path.name, path.read_bytes())
            return WagtailImageField().clean(file), path.name
        except OSError as error:
            raise CommandError(f"{name}: {error.strerror}") from error
        except ValidationError as error:
            raise CommandError(f"{name}: {' '.join(error.messages)}") from error

    def _say(self, report: Report) -> None:
        for kind, names in report.made.items():
            self.stdout.write(f"{kind.replace('_', ' ')}: {', '.join(names)}")
        for kind in dict.fromkeys(report.kept):
            more = " (--change writes it anew)" if kind == "site" else ""
            self.stdout.write(f"{kind}: there already, left as it is{more}")
        for name, link in report.links:
            self.stdout.write(f"way in for {name}, shown this once: {link}")

    def _test_mail(self, address: str) -> bool:
        if not address:
            return True
        by = administrators().order_by("pk").first()
        try:
            send_test_mail(address=address, language=by.language if by else settings.LANGUAGE_CODE, by=by)
        except Exception as error:
            self.stderr.write(f"test mail: {type(error).__name__}: {error}")
            return False
        self.stdout.write(f"test mail: handed to the server for {address}")
        return True

    def _list_steps(self) -> None:
        for step in steps_for(administrators().order_by("pk").first()):
            self.stdout.write(f"[{'x' if step.is_done else ' '}] {step.title}: {step.text}")
