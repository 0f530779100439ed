"""Naming a collection."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TitleForm(forms.Form):
    """One field."""

    title = forms.CharField(
        label=_("Name of the collection"), max_length=150, help_text=_("For example: energy, for the board.")
    )
