"""The one thing a person types to join."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.programmes.models import Cohort
from lms.programmes.selectors import cohort_by_code


class JoinCodeForm(forms.Form):
    """A join code as heard or read; capitals, spaces and dashes do not matter."""

    code = forms.CharField(
        label=_("Join code"),
        max_length=20,
        help_text=_("Six letters and numbers that your trainer gave you."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        ),
    )
    cohort: Cohort | None = None

    def clean_code(self) -> str:
        self.cohort = cohort_by_code(self.cleaned_data["code"])
        if self.cohort is None:
            raise forms.ValidationError(_("There is no group with this code. Check it with your trainer."))
        return self.cohort.join_code
