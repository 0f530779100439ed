"""The one form of the first set-up. Its texts are read by whoever has the server, before there is anybody to ask."""

from collections.abc import Iterator
from copy import copy
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField

from accounts.exceptions import IdentifierNotUsable, IdentifierTaken
from accounts.forms.fields import new_password_field
from accounts.forms.people import explain_identifier
from accounts.identifiers import read_email
from accounts.models import User
from accounts.problems import problem_text
from core.colours import read_colour, readable
from core.languages import LANGUAGES, active_language
from pages.forms.lines import read_staff, read_tracks
from pages.models import check_colour, check_sender
from pages.services.setup import NewAdministrator, NewProgramme, Plan


def _line(label: Any, *, most: int = 200, required: bool = False, help_text: Any = "", **attrs: str) -> Any:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
    )


def _lines(label: Any, *, help_text: Any = "", rows: str = "3", **attrs: str) -> Any:
    return forms.CharField(
        label=label,
        max_length=6000,
        required=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, **attrs}),
    )


class SetupForm(forms.Form):
    """Who administers, what the site is called and looks like, and, if wanted, the first programme and people."""

    first_name = _line(_("Given name"), most=100, required=True)
    last_name = _line(_("Family name"), most=100, required=True)
    email = _line(
        _("E-mail address"),
        most=254,
        required=True,
        inputmode="email",
        autocapitalize="none",
        dir="ltr",
    )
    password1 = new_password_field(_("Password"))

    name = _line(_("Name of the site"), most=60, required=True)
    logo = WagtailImageField(
        label=_("Logo"),
        required=False,
        help_text=_("Stands beside the name at the top of each page. Best wide and low, on no ground."),
    )
    colour = _line(
        _("Main colour"),
        most=7,
        help_text=_("Of links, buttons and the band, like #0b5561. Empty: the usual petrol."),
        dir="ltr",
        spellcheck="false",
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages beside Turkish"),
        required=False,
        choices=settings.LANGUAGES[1:],
        initial=[code for code, _name in settings.LANGUAGES[1:]],
        widget=forms.CheckboxSelectMultiple,
    )

    sender = _line(
        _("Sender of mail"),
        required=True,
        help_text=_(
            "An address, or a name and an address in angle brackets. A test mail goes to your own address."
        ),
        dir="ltr",
        spellcheck="false",
    )

    programme_tr = _line(_("Name in Turkish"), lang="tr", dir="ltr")
    programme_en = _line(_("Name in English"), lang="en", dir="ltr")
    programme_ar = _line(_("Name in Arabic"), lang="ar", dir="rtl")
    funder_tr = _lines(_("Funding line in Turkish"), rows="2", lang="tr", dir="ltr")
    funder_en = _lines(_("Funding line in English"), rows="2", lang="en", dir="ltr")
    funder_ar = _lines(_("Funding line in Arabic"), rows="2", lang="ar", dir="rtl")
    tracks = _lines(
        _("Tracks"),
        help_text=_(
            "One a line: name in Turkish | in English | in Arabic | months | people to reach. Only the first name is needed."
        ),
        dir="auto",
    )

    staff = _lines(
        _("People"),
        help_text=_(
            "One a line: given and family name | e-mail address | role (programme officer, trainer, editor or administrator). "
            "Each gets a mail to choose a password; with a user name instead of an address you get a link."
        ),
        dir="auto",
    )

    SECTIONS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
        (_("You, the administrator"), ("first_name", "last_name", "email", "password1")),
        (_("The site"), ("name", "logo", "colour", "languages")),
        (_("Mail"), ("sender",)),
    )
    LATER: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
        (
            _("First programme"),
            (
                "programme_tr",
                "programme_en",
                "programme_ar",
                "funder_tr",
                "funder_en",
                "funder_ar",
                "tracks",
            ),
        ),
        (_("People who work here"), ("staff",)),
    )
    is_summary_shown_elsewhere = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "name": settings.SITE_NAME,
            "sender": settings.DEFAULT_FROM_EMAIL,
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)

    def sections(self) -> Iterator[tuple[str | Promise, list[forms.BoundField], bool]]:
        """Heading, fields, and whether it stands folded at first: what can as well be done later."""
        for title, names in self.SECTIONS:
            yield title, [self[name] for name in names], False
        for title, names in self.LATER:
            is_touched = any(name in self.errors or self[name].value() for name in names)
            yield title, [self[name] for name in names], not is_touched

    def clean_email(self) -> str:
        """An address that can be one."""
        try:
            return read_email(self.cleaned_data["email"]).text
        except IdentifierNotUsable as problem:
            raise problem_text(problem) from problem

    def clean_password1(self) -> str:
        """As everywhere: not too short, not too common, not her own name."""
        names = ("first_name", "last_name", "email")
        person = User(**{name: self.cleaned_data.get(name, "") for name in names})
        validate_password(self.cleaned_data["password1"], person)
        return str(self.cleaned_data["password1"])

    def clean_colour(self) -> str:
        """One that can be read; else the nearest that can stands in the field, to be sent once more."""
        text = self.cleaned_data["colour"]
        if not text:
            return ""
        try:
            check_colour(text)
        except ValidationError:
            colour = read_colour(text)
            if colour:
                changed: Any = copy(self.data)
                changed["colour"] = readable(colour)
                self.data = changed
            raise
        return read_colour(text) or ""

    def clean_sender(self) -> str:
        """An address, with or without a name."""
        check_sender(self.cleaned_data["sender"])
        return str(self.cleaned_data["sender"])

    def clean_tracks(self) -> list[Any]:
        return read_tracks(self.cleaned_data["tracks"])

    def clean_staff(self) -> list[Any]:
        return read_staff(self.cleaned_data["staff"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        wants_one = any(data.get(f"{part}_{code}") for part in ("programme", "funder") for code in LANGUAGES)
        if (wants_one or data.get("tracks")) and not data.get("programme_tr"):
            self.add_error("programme_tr", _("A programme needs its name in Turkish."))
        return data

    def plan(self) -> Plan:
        """What was asked for."""
        data = self.cleaned_data
        administrator = NewAdministrator(
            first_name=data["first_name"],
            last_name=data["last_name"],
            email=data["email"],
            password=data["password1"],
            language=active_language(),
        )
        programme = None
        if data["programme_tr"]:
            programme = NewProgramme(
                names={code: data[f"programme_{code}"] for code in LANGUAGES},
                funder_line={code: data[f"funder_{code}"] for code in LANGUAGES},
                tracks=data["tracks"],
            )
        return Plan(
            administrator=administrator,
            name=data["name"],
            colour=data["colour"],
            languages=("tr", *data["languages"]),
            sender="" if data["sender"] == settings.DEFAULT_FROM_EMAIL else data["sender"],
            logo=(data["logo"], data["logo"].name) if data["logo"] else None,
            programme=programme,
            staff=data["staff"],
            test_mail_to=data["email"],
            is_change=True,
        )

    def explain(self, problem: IdentifierNotUsable | IdentifierTaken) -> None:
        """Somebody has an identifier already: one of the people, else the administrator's own."""
        self.add_error("staff" if self.cleaned_data["staff"] else "email", explain_identifier(problem))
