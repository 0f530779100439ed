"""What a person types to join, and a trainer to move her group."""

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


class MoveForm(forms.Form):
    """Why people are moved, and the edition that was shown when the button was pressed."""

    edition = forms.IntegerField(min_value=1, max_value=1_000_000, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why, in one sentence"),
        max_length=300,
        required=False,
        help_text=_("They read it in the course, above the list of what changed."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
