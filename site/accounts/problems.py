"""What people read when an identifier cannot be used: what is wrong and what to do."""

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.exceptions import IdentifierNotUsable, IdentifierTaken
from accounts.identifiers import USERNAME_MAX, USERNAME_MIN, Problem

_TEXTS: dict[tuple[str, str], str | Promise] = {
    ("email", Problem.NOT_AN_ADDRESS): _(
        "This is not an e-mail address. It looks like ayse@example.com, in Latin letters."
    ),
    ("email", Problem.TOO_LONG): _("This e-mail address is too long."),
    ("phone", Problem.NOT_A_NUMBER): _(
        "This is not a phone number. Write it like 0532 123 45 67, or with + and the country."
    ),
    ("username", Problem.EMPTY): _("Write a user name, an e-mail address or a phone number."),
    ("username", Problem.TOO_SHORT): _("A user name has at least %(least)s letters."),
    ("username", Problem.TOO_LONG): _("A user name has at most %(most)s letters."),
    ("username", Problem.CHARACTERS): _(
        "A user name has letters, digits, points and hyphens only; no spaces."
    ),
    ("username", Problem.ONLY_DIGITS): _(
        "A user name needs at least one letter. A phone number is written with all its digits."
    ),
}
_TAKEN: dict[str, str | Promise] = {
    "username": _(
        "Somebody has this user name already. Add a letter or a number, for example your birth town."
    ),
    "email": _("This address belongs to another account. If it is yours, ask for a new password with it."),
    "phone": _("This number cannot be used here. If it is yours, ask your trainer or programme office."),
}


def problem_text(problem: IdentifierNotUsable) -> ValidationError:
    """The error to show at the field."""
    return ValidationError(
        str(_TEXTS[problem.kind, problem.reason]),
        code=problem.reason,
        params={"least": USERNAME_MIN, "most": USERNAME_MAX},
    )


def taken_text(problem: IdentifierTaken) -> ValidationError:
    """The error to show at the field when somebody else has it."""
    return ValidationError(str(_TAKEN[problem.kind]), code="taken")
