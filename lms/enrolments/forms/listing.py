"""People for a group: one, or a list as text or file; and what is said of each row."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.exceptions import IdentifierNotUsable
from accounts.forms.guardian import birth_year_field
from accounts.problems import problem_text
from core.tables import TableUnreadable, read_table, read_text
from lms.enrolments.rules.people_list import MAX_PEOPLE, ListedPerson, read_people
from lms.enrolments.selectors.people_list import CheckedRow, Problem, State

MAX_FILE_BYTES = 1_000_000
MAX_TEXT = 200_000

COLUMNS = {
    "first_name": _("Given name"),
    "last_name": _("Family name"),
    "phone": _("Phone"),
    "email": _("E-mail"),
    "username": _("User name"),
    "birth_year": _("Year of birth"),
}
_UNREADABLE = {
    TableUnreadable.TOO_LARGE: _(
        "The file is larger than 1 MB. Keep the list of names only, or cut it in two."
    ),
    TableUnreadable.NO_TABLE: _(
        "This file cannot be read as a table. Save it as CSV or XLSX, or copy the rows and paste them."
    ),
    TableUnreadable.TOO_LONG: _("A list has at most 500 people. Cut it in two."),
}
_PROBLEMS = {
    Problem.NAME_MISSING: _("It is missing. Write given and family name."),
    Problem.NAME_TOO_LONG: _("It is longer than 100 letters. Shorten it."),
    Problem.TWICE: _("It stands in row %(other)s, too. Take one of the two rows out."),
    Problem.SAME_NAME: _(
        "The same name stands in row %(other)s. If these are two women, give each a phone number or a user name."
    ),
    Problem.TWO_PEOPLE: _(
        "The phone number and the e-mail address belong to two accounts. Leave one of them out."
    ),
    Problem.USERNAME_TAKEN: _(
        "Somebody has this user name. Leave it out, and one is proposed, or write another."
    ),
    Problem.NOT_HERE: _("She cannot be added to this group from here. Ask your programme office."),
    Problem.YEAR_MISSING: _("It is missing. This programme takes people under 18 and must know it."),
    Problem.YEAR_WRONG: _("Four digits, like 2009."),
    Problem.NO_PLACE: _("The group has no place for her. Ask your programme office for more places."),
}


def explain_row(row: CheckedRow) -> str:
    """What becomes of a row, in words: for a wrong one which column, why, and how to mend it."""
    if row.waits and row.state in (State.NEW, State.KNOWN):
        return gettext("Under 18: she waits until her guardian's consent is noted down")
    if row.state == State.NEW:
        return gettext("New")
    if row.state == State.KNOWN:
        return gettext("Has an account already; will be added")
    if row.state == State.MEMBER:
        return gettext("Is in the group already")
    if row.problem in _PROBLEMS:
        why = gettext(str(_PROBLEMS[row.problem])) % {"other": row.other}
    else:
        why = " ".join(problem_text(IdentifierNotUsable(row.column, row.problem)).messages)
    return f"{COLUMNS[row.column]}: {why}" if row.column else why


def language_field() -> forms.ChoiceField:
    """In which language new people are written to, until they choose."""
    return forms.ChoiceField(label=_("Their language"), choices=settings.LANGUAGES)


class OnePersonForm(forms.Form):
    """One person; what is missing is proposed."""

    first_name = forms.CharField(label=_("Given name"), max_length=100)
    last_name = forms.CharField(label=_("Family name"), max_length=100)
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "email", "dir": "ltr", "autocomplete": "off"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asks_birth_year: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_birth_year:
            self.fields["birth_year"] = birth_year_field()
        self.fields["language"] = language_field()
        self.initial.setdefault("key", uuid.uuid4())
        for name in ("first_name", "last_name"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def person(self) -> ListedPerson:
        """As a list of one row."""
        data = self.cleaned_data
        return ListedPerson(
            1,
            data["first_name"],
            data["last_name"],
            data["phone"],
            data["email"],
            birth_year=str(data.get("birth_year") or ""),
        )

    def explain(self, row: CheckedRow) -> None:
        """Say at its field what is wrong."""
        text = explain_row(row)
        self.add_error(
            row.column if row.column in self.fields else None,
            text.removeprefix(f"{COLUMNS.get(row.column, '')}: "),
        )


class PeopleListForm(forms.Form):
    """A list: pasted, or read from a file into the same field, where it can be mended."""

    text = forms.CharField(
        label=_("The list"),
        required=False,
        max_length=MAX_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "spellcheck": "false", "autocomplete": "off"}),
        help_text=_(
            "One person a row: given name, family name, and if you have them phone, e-mail, user name. Copy the rows from a "
            "spreadsheet, or put a comma or semicolon between them. Names alone are enough."
        ),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("CSV or XLSX, at most 1 MB and 500 people."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,text/csv"}),
    )

    def __init__(self, *args: Any, asks_birth_year: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_birth_year:
            text = self.fields["text"]
            text.help_text = format_lazy(
                "{} {}", text.help_text, _("This programme needs the year of birth, too, like 2009.")
            )
        self.fields["language"] = language_field()
        self.asks_birth_year = asks_birth_year
        self.people: list[ListedPerson] = []

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file, text = data.get("file"), data.get("text", "")
        if "text" in self.errors or "file" in self.errors:
            return data
        try:
            if file:
                rows = read_table(
                    file, name=file.name, size=file.size, max_bytes=MAX_FILE_BYTES, max_rows=MAX_PEOPLE + 1
                )
            else:
                rows = read_text(text, max_rows=MAX_PEOPLE + 1)
        except TableUnreadable as problem:
            self.add_error("file" if file else "text", _UNREADABLE[problem.reason])
            return data
        self.people = read_people(rows)
        if len(self.people) > MAX_PEOPLE:
            self.add_error("file" if file else "text", _UNREADABLE[TableUnreadable.TOO_LONG])
        elif not self.people:
            self.add_error("text", _("Paste the names of your group here, or choose a file."))
        if file:
            data["text"] = "\n".join("\t".join(row) for row in rows)
        return data

    def again(self) -> "PeopleListForm":
        """The form to mend the list in: what was read from a file stands in the field."""
        values = {"text": self.cleaned_data.get("text", ""), "language": self.cleaned_data.get("language")}
        return PeopleListForm(initial=values, prefix=self.prefix, asks_birth_year=self.asks_birth_year)


def added_text(new: int, known: int) -> str:
    """How many people came."""
    return ngettext(
        "%(count)s person is in the group now.", "%(count)s people are in the group now.", new + known
    ) % {"count": new + known}
