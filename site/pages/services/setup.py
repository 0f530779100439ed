"""The first set-up of an installation, from what was asked on the screen or on the command line.

Running it again changes nothing: what is there is left as it is, unless `is_change` says to write the site's own
settings anew. One transaction: what cannot be done leaves nothing behind.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Site

from accounts.access import administrators
from accounts.identifiers import email_key, username_key
from accounts.models import Role, User
from accounts.services import assign_role, create_person, invite_person
from accounts.services.invitations import password_link
from core import audit
from lms.programmes.models import Programme
from lms.programmes.services import save_programme, save_track
from pages.models import SiteIdentity
from pages.services.identity import keep_logo, save_identity
from pages.services.setup_tokens import SetupClosed
from pages.services.site_tree import make_site_tree
from pages.services.test_mails import ask_for_test_mail

REASON = "First set-up"


@dataclass(frozen=True, kw_only=True)
class NewAdministrator:
    """Who administers. Without a password she gets a link to choose one."""

    first_name: str
    last_name: str
    email: str = ""
    username: str = ""
    password: str | None = None
    language: str = "tr"


@dataclass(frozen=True, kw_only=True)
class NewTrack:
    """A track of the first programme: names by language, months, people to reach."""

    names: dict[str, str]
    months: int = 6
    target: int = 0


@dataclass(frozen=True, kw_only=True)
class NewProgramme:
    """The first programme."""

    names: dict[str, str]
    funder_line: dict[str, str] = field(default_factory=dict)
    tracks: Sequence[NewTrack] = ()


@dataclass(frozen=True, kw_only=True)
class NewStaff:
    """Somebody of the staff, with a role that holds everywhere."""

    first_name: str
    last_name: str
    role: Role
    email: str = ""
    username: str = ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is wanted. None: not asked for, so it stays as it is."""

    administrator: NewAdministrator | None = None
    name: str | None = None
    colour: str | None = None
    languages: tuple[str, ...] | None = None
    sender: str | None = None
    logo: tuple[BinaryIO, str] | None = None
    programme: NewProgramme | None = None
    staff: Sequence[NewStaff] = ()
    test_mail_to: str = ""
    is_change: bool = False


@dataclass
class Report:
    """What was done. `made`: names by kind; `kept`: what was there and stayed; `links`: ways in that are shown this once."""

    made: dict[str, list[str]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)

    def add(self, kind: str, name: str) -> None:
        self.made.setdefault(kind, []).append(name)


@transaction.atomic
def set_up(plan: Plan, *, is_first: bool = False) -> Report:
    """Do what the plan wants and is not there yet.

    Raises SetupClosed when `is_first` and somebody administers already, ValidationError, IdentifierTaken,
    IdentifierNotUsable, ProgrammeWrong, and ValueError when nobody would administer the site.
    """
    # Two set-ups at once: the second waits here, and then finds what the first has made.
    site = Site.objects.select_for_update().filter(is_default_site=True).first()
    is_fresh = not SiteIdentity.objects.filter(site=site).exists()
    report = Report()
    if is_first and administrators().exists():
        raise SetupClosed
    by = _administrator(plan, report)
    identity = SiteIdentity.objects.filter(site=site).first()
    languages = plan.languages or (identity.languages if identity else tuple(dict(settings.LANGUAGES)))
    name = plan.name or (identity.name if identity else settings.SITE_NAME)
    for page in make_site_tree(name=name, languages=languages):
        report.add("pages", f"{page.title} ({page.locale.language_code})")
    if is_fresh or plan.is_change:
        _identity(plan, by, report)
        _address(name)
    elif _differs(plan, identity):
        report.kept.append("site")
    if plan.programme:
        _programme(plan.programme, by, report)
    for one in plan.staff:
        _staff(one, by, report)
    if plan.test_mail_to:
        ask_for_test_mail(address=plan.test_mail_to, by=by)
        report.add("test_mail", plan.test_mail_to)
    if report.made:
        audit.record(action="setup.done", actor=by, data={"made": sorted(report.made)})
    return report


def _administrator(plan: Plan, report: Report) -> User:
    """Whoever administers afterwards. Her address counts as confirmed: whoever holds the server typed it, and without a
    confirmed one she could not set up her second factor while no mail can be sent."""
    wanted, known = plan.administrator, administrators().order_by("pk")
    if wanted is None:
        first = known.first()
        if first is None:
            raise ValueError("Nobody administers this site yet")
        return first
    found = _find(wanted.email, wanted.username)
    if found is not None and known.filter(pk=found.pk).exists():
        report.kept.append("administrator")
        return found
    person = create_person(
        first_name=wanted.first_name,
        last_name=wanted.last_name,
        email=wanted.email,
        username=wanted.username,
        password=wanted.password,
        language=wanted.language,
        is_email_verified=True,
    )
    assign_role(user=person, role=Role.ADMINISTRATOR, by=None, reason=REASON)
    person.refresh_from_db()
    report.add("administrator", person.get_full_name())
    if wanted.password is None:
        report.links.append((person.get_full_name(), password_link(person)))
    return person


def _find(email: str, username: str) -> User | None:
    by_email = User.objects.filter(email_key=email_key(email)).first() if email else None
    return by_email or (
        User.objects.filter(username_key=username_key(username)).first() if username else None
    )


def _values(plan: Plan) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: value for name in ("name", "colour", "sender") if (value := getattr(plan, name)) is not None
    }
    if plan.languages is not None:
        found |= {f"offers_{code}": code in plan.languages for code in ("en", "ar")}
    return found


def _differs(plan: Plan, identity: SiteIdentity | None) -> bool:
    return plan.logo is not None or any(
        getattr(identity, name) != value for name, value in _values(plan).items()
    )


def _identity(plan: Plan, by: User, report: Report) -> None:
    values = _values(plan)
    if plan.logo is not None:
        file, name = plan.logo
        values["logo"] = keep_logo(file=file, name=name, title=plan.name or settings.SITE_NAME, by=by)
    identity = save_identity(by=by, **values)
    if identity is not None:
        report.add("site", identity.name)


def _address(name: str) -> None:
    """The site is called by the address of the settings, in full addresses of pages."""
    site = Site.objects.get(is_default_site=True)
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = name
    site.save()


def _programme(wanted: NewProgramme, by: User, report: Report) -> None:
    known = Programme.objects.filter(name_tr=" ".join(wanted.names["tr"].split())).first()
    if known is not None:
        report.kept.append("programme")
        return
    programme = save_programme(programme=None, by=by, names=wanted.names, funder_line=wanted.funder_line)
    report.add("programme", programme.name_tr)
    for track in wanted.tracks:
        save_track(
            programme=programme,
            track=None,
            by=by,
            names=track.names,
            target=track.target,
            months=track.months,
        )
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    if wanted.funder_line and not identity.funder_line:
        save_identity(by=by, funder_line=programme.funder_line)


def _staff(wanted: NewStaff, by: User, report: Report) -> None:
    if _find(wanted.email, wanted.username) is not None:
        report.kept.append("staff")
        return
    person = create_person(
        first_name=wanted.first_name,
        last_name=wanted.last_name,
        email=wanted.email,
        username=wanted.username,
        language=by.language,
        by=by,
    )
    assign_role(user=person, role=wanted.role, by=by, reason=REASON)
    link = invite_person(user=person, by=by)
    report.add("staff", person.get_full_name())
    if link:
        report.links.append((person.get_full_name(), link))
