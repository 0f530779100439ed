"""Fields that several forms share."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

IDENTIFIER_LABEL = _("User name, e-mail or phone")


class LabelledFields:
    """allauth repeats each label as placeholder; a label that stays is enough."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


def identifier_field(*, help_text: str | Promise = "", autocomplete: str = "username") -> forms.CharField:
    """The one field for user name, e-mail or phone."""
    return forms.CharField(
        label=IDENTIFIER_LABEL,
        max_length=254,
        help_text=help_text,
        widget=forms.TextInput(
            attrs={
                "autocomplete": autocomplete,
                "autocapitalize": "none",
                "spellcheck": "false",
                "dir": "auto",
            }
        ),
    )


def _password_input(autocomplete: str) -> forms.PasswordInput:
    words = {"data-show": _("Show the password"), "data-hide": _("Hide the password")}
    return forms.PasswordInput(attrs={"autocomplete": autocomplete, "dir": "ltr", **words})


def new_password_field(label: str | Promise) -> forms.CharField:
    """A password to choose; a button beside it shows what was typed."""
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        help_text=_(
            "At least 8 characters. Three words one after the other are easy to remember and hard to guess."
        ),
        widget=_password_input("new-password"),
    )


def known_password_field(label: str | Promise = "") -> forms.CharField:
    """A password that a person has."""
    return forms.CharField(
        label=label or _("Password"),
        strip=False,
        max_length=200,
        widget=_password_input("current-password"),
    )


def shared_device_field() -> forms.BooleanField:
    """Whether she is on somebody else's device (`accounts.shared_devices`)."""
    minutes = settings.SHARED_DEVICE_IDLE_SECONDS // 60
    return forms.BooleanField(
        label=_("This is not my own device"),
        help_text=ngettext_lazy(
            "Ticked: you are signed out when the browser is closed, and after %(minutes)d minute without use.",
            "Ticked: you are signed out when the browser is closed, and after %(minutes)d minutes without use.",
            "minutes",
        )
        % {"minutes": minutes},
        required=False,
    )
