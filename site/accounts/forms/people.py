"""Adding people, giving and taking roles, closing accounts."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import can_give_role, is_administrator, roles_to_give
from accounts.directory import scope_choices
from accounts.exceptions import IdentifierNotUsable, IdentifierTaken
from accounts.giving import EVERYWHERE, ROLE_SCOPES, fits
from accounts.models import Role, User
from accounts.problems import problem_text
from accounts.scopes import Scope, scope_kinds
from core.brand import offered_languages

_TAKEN = {
    "username": _("Somebody has this user name already. If it is her, look for her in the list."),
    "email": _("Somebody has this address already. If it is her, look for her in the list."),
    "phone": _("Somebody has this number already. If it is her, look for her in the list."),
}


def explain_identifier(problem: IdentifierNotUsable | IdentifierTaken) -> Any:
    """What is wrong with an identifier, in words for somebody who adds other people."""
    return _TAKEN[problem.kind] if isinstance(problem, IdentifierTaken) else problem_text(problem)


def _line(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", **attrs})


class ReasonForm(forms.Form):
    """Why; it stands in the log."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("One sentence. It is kept with your name and the date."),
    )


class RoleForm(forms.Form):
    """A role, and what it is for. What is offered is what the giver may give; the rule is asked again."""

    without_role = False
    """Whether administrators may leave the role open."""
    role = forms.ChoiceField(label=_("Role"))
    scope = forms.ChoiceField(
        label=_("For what"),
        required=False,
        help_text=_(
            "A trainer has groups, a mentor or firm contact a firm, a programme officer a programme."
        ),
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def __init__(self, *args: Any, giver: Any, person: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.giver, self.person = giver, person
        roles = roles_to_give(giver)
        self.fields["scope"].required = not is_administrator(giver)
        is_optional = self.without_role and is_administrator(giver)
        self.fields["role"].required = not is_optional
        first = _("No role yet") if is_optional else _("Choose…")
        self._choose("role", [("", first), *((role.value, role.label) for role in roles)])
        self._choose(
            "scope",
            [
                ("", _("Everywhere") if is_administrator(giver) else _("Choose…")),
                *scope_choices(giver, roles),
            ],
        )

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def chosen_scope(self) -> Scope | None:
        """The scope that was chosen; None: everywhere."""
        kind, _colon, identifier = self.cleaned_data.get("scope", "").partition(":")
        return (kind, int(identifier)) if identifier else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        role = data.get("role")
        if not role or "scope" in self.errors:
            return data
        if not fits(role, self.chosen_scope) or (
            self.chosen_scope is None and not is_administrator(self.giver)
        ):
            self.add_error("scope", self._what_it_needs(role))
        elif not can_give_role(self.giver, self.person, role, self.chosen_scope):
            self.add_error("role", _("You may not give this role."))
        return data

    def _what_it_needs(self, role: str) -> str:
        kinds = [
            str(scope_kinds[kind].label)
            for kind in ROLE_SCOPES[role]
            if kind != EVERYWHERE and kind in scope_kinds and self._offers(kind)
        ]
        return gettext("The role “%(role)s” needs one of these: %(kinds)s.") % {
            "role": Role(role).label,
            "kinds": ", ".join(kinds) or gettext("Everywhere"),
        }

    def _offers(self, kind: str) -> bool:
        return is_administrator(self.giver) or kind not in ("course", "programme", "province")


class PersonForm(RoleForm):
    """Somebody new: a name, any one identifier, and (for officers always) a role."""

    without_role = True
    first_name = forms.CharField(label=_("Given name"), max_length=100, widget=_line())
    last_name = forms.CharField(label=_("Family name"), max_length=100, widget=_line())
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        required=False,
        help_text=_("Short and easy to say aloud, like ayse.demir. One of the three is enough."),
        widget=_line(autocapitalize="none"),
    )
    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        help_text=_("With an address she gets a mail to choose her password."),
        widget=_line(inputmode="email", autocapitalize="none", dir="ltr"),
    )
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=30,
        required=False,
        help_text=_("For example 0532 123 45 67."),
        widget=_line(inputmode="tel", dir="ltr"),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="tr")

    field_order = [
        "first_name",
        "last_name",
        "username",
        "email",
        "phone",
        "language",
        "role",
        "scope",
        "reason",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("language", offered_languages())

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        names = ("username", "email", "phone")
        if not any(data.get(name) for name in names) and not any(name in self.errors for name in names):
            self.add_error("username", _("Write a user name, an e-mail address or a phone number."))
        return data

    def person_parts(self) -> dict[str, str]:
        """What the service takes."""
        names = ("first_name", "last_name", "username", "email", "phone", "language")
        return {name: self.cleaned_data[name] for name in names}

    def explain(self, problem: IdentifierNotUsable | IdentifierTaken) -> None:
        """Say at the field what the service refused."""
        self.add_error(problem.kind, explain_identifier(problem))
