"""Coming in with a printed card: its code, then a password of one's own."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.exceptions import CardNotUsable
from accounts.forms.fields import new_password_field, shared_device_field
from accounts.models import User

_TEXTS = {
    CardNotUsable.UNKNOWN: _(
        "This code is not right. Compare it with your card, letter by letter. If it is the same, ask your trainer for a new card."
    ),
    CardNotUsable.USED: _(
        "This card was used already. Sign in with the password that you chose. If you have forgotten it, ask your trainer for a new card."
    ),
    CardNotUsable.EXPIRED: _("This card is too old. Ask your trainer for a new card."),
    CardNotUsable.REVOKED: _("This card does not count any more. Ask your trainer for a new card."),
}


def card_text(problem: CardNotUsable) -> Any:
    """Why the card lets nobody in, and what to do."""
    return _TEXTS[problem.reason]


class CardCodeForm(forms.Form):
    """The code alone: it belongs to one person, so no user name is asked for."""

    code = forms.CharField(
        label=_("Code on your card"),
        max_length=40,
        help_text=_("Nine letters and digits. Small letters will do, and you can leave out the hyphens."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "dir": "ltr",
                "class": "input-code",
            }
        ),
    )


class CardPasswordForm(forms.Form):
    """The password she signs in with from now on."""

    password1 = new_password_field(_("New password"))
    shared_device = shared_device_field()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password
