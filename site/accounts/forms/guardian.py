"""Year of birth and guardian's consent, as the programme office notes them down."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.exceptions import GuardianWrong
from accounts.guardianship import OLDEST, YOUNGEST
from accounts.models import ConsentWay


def birth_year_field(*, required: bool = True, help_text: Any = "") -> forms.IntegerField:
    """A year that can be typed on a telephone's keys."""
    year = timezone.localdate().year
    return forms.IntegerField(
        label=_("Year of birth"),
        required=required,
        min_value=year - OLDEST,
        max_value=year - YOUNGEST,
        help_text=help_text,
        error_messages={
            "min_value": _("Check this year."),
            "max_value": _("Check this year."),
            "invalid": _("Four digits, like 2009."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday-year", "dir": "ltr"}),
    )


class GuardianForm(forms.Form):
    """A form that says at its field what the service refused."""

    _SAID = {
        "unbelievable": _("Check this year."),
        "told_before": _("You told us another year before. Ask your programme office to change it."),
        "missing": _("Fill in this field."),
        "future": _("This day has not come yet."),
    }

    def explain(self, problem: GuardianWrong) -> None:
        """Say at the field what is wrong."""
        self.add_error(problem.field if problem.field in self.fields else None, self._SAID[problem.code])


class BirthYearForm(GuardianForm):
    """The year she was born in."""

    def __init__(self, *args: Any, help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"] = birth_year_field(help_text=help_text)


class GuardianConsentForm(GuardianForm):
    """Who agreed, how and when."""

    guardian_name = forms.CharField(
        label=_("Name of the guardian"),
        max_length=200,
        help_text=_("Mother, father or whoever has custody."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    way = forms.ChoiceField(label=_("How the consent was given"), choices=ConsentWay.choices)
    given_on = forms.DateField(
        label=_("Given on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    covers_name = forms.BooleanField(
        label=_("Her name may be seen in public"),
        required=False,
        help_text=_("On the page where anybody checks a certificate. Without it that page shows no name."),
    )
