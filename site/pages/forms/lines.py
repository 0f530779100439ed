"""Tracks and people that are written one a line, with | between the parts: on the screen and on the command line."""

from functools import partial

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.exceptions import IdentifierNotUsable
from accounts.giving import EVERYWHERE, ROLE_SCOPES
from accounts.identifiers import read_email, read_username
from accounts.models import Role
from accounts.problems import problem_text
from core import turkish
from core.languages import LANGUAGES, in_each_language
from pages.services.setup import NewStaff, NewTrack

MOST_LINES = 50
STAFF = tuple(
    role
    for role in (Role.PROGRAMME_OFFICER, Role.TRAINER, Role.EDITOR, Role.ADMINISTRATOR)
    if EVERYWHERE in ROLE_SCOPES[role]
)
"""Roles that can hold everywhere, so that they can be given before there is any programme or group."""


def _parts(text: str) -> list[list[str]]:
    rows = [[part.strip() for part in line.split("|")] for line in text.splitlines() if line.strip()]
    if len(rows) > MOST_LINES:
        raise ValidationError(_("At most %(most)s lines."), params={"most": MOST_LINES})
    return rows


def read_tracks(text: str) -> list[NewTrack]:
    """ "Operatör | Operator | مشغّلة | 6 | 200": names in Turkish, English, Arabic, months, people. Only the first is needed."""
    found = []
    for number, parts in enumerate(_parts(text), 1):
        padded = [*parts, *[""] * 5][:5]
        numbers = [part or default for part, default in zip(padded[3:], ("6", "0"), strict=True)]
        if len(parts) > 5 or not padded[0] or not all(part.isascii() and part.isdigit() for part in numbers):
            raise ValidationError(
                _(
                    "Line %(number)s cannot be read. Write: name in Turkish | in English | in Arabic | months | people."
                ),
                params={"number": number},
            )
        months, target = (min(int(part[:6]), 30_000) for part in numbers)
        if any(len(name) > 200 for name in padded[:3]) or not 1 <= months <= 120:
            raise ValidationError(
                _("Line %(number)s: a name has at most 200 letters, a track 1 to 120 months."),
                params={"number": number},
            )
        names = dict(zip(LANGUAGES, padded[:3], strict=True))
        found.append(NewTrack(names=names, months=months, target=target))
    return found


def read_staff(text: str) -> list[NewStaff]:
    """ "Ayşe Demir | ayse@example.org | trainer": name, address or user name, role in any of our languages."""
    found = []
    for number, parts in enumerate(_parts(text), 1):
        names = parts[0].split()
        if len(parts) != 3 or len(names) < 2 or not parts[1] or len(parts[0]) > 150:
            raise ValidationError(
                _("Line %(number)s cannot be read. Write: given and family name | e-mail address | role."),
                params={"number": number},
            )
        role = _roles().get(turkish.fold(parts[2]))
        if role is None:
            raise ValidationError(
                _("Line %(number)s: the role is one of these: %(roles)s."),
                params={"number": number, "roles": ", ".join(str(one.label) for one in STAFF)},
            )
        way = {"email": parts[1]} if "@" in parts[1] else {"username": parts[1]}
        try:
            (read_email if "@" in parts[1] else read_username)(parts[1])
        except IdentifierNotUsable as problem:
            raise problem_text(problem) from problem
        found.append(NewStaff(first_name=" ".join(names[:-1]), last_name=names[-1], role=role, **way))
    return found


def _roles() -> dict[str, Role]:
    """Roles by what people call them: the key, and the label in each language."""
    found = {}
    for role in STAFF:
        found[turkish.fold(role.value)] = found[turkish.fold(role.value.replace("_", " "))] = role
        for label in in_each_language(partial(str, role.label)).values():
            found[turkish.fold(label)] = role
    return found
