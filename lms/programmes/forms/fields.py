"""Fields that several forms share."""

from typing import Any

from django import forms
from django.utils.functional import Promise

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d.%m.%y"]


def day_field(
    label: str | Promise, *, required: bool = False, help_text: str | Promise = ""
) -> forms.DateField:
    """A day: the phone's own picker; typed as 24.11.2026 it is understood too."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


def bound(form: type[forms.Form], request: Any, **kwargs: Any) -> Any:
    """The form with what was sent, or empty."""
    return form(request.POST if request.method == "POST" else None, **kwargs)
