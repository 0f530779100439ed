"""What is typed about certificates."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RevocationForm(forms.Form):
    """Why a certificate is to be taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
        help_text=_("The holder reads it. For example: issued to the wrong person."),
    )


class CodeForm(forms.Form):
    """A certificate's number as printed."""

    code = forms.CharField(
        label=_("Certificate number"),
        max_length=80,
        help_text=_("Printed below the QR code."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )
