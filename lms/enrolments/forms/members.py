"""Members of a group: one more, her firm, another group, out."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.exceptions import IdentifierNotUsable, IdentifierTaken
from accounts.forms.fields import identifier_field
from accounts.forms.guardian import birth_year_field
from accounts.forms.people import explain_identifier
from accounts.models import User
from lms.programmes.models import Cohort
from organisations.models import Firm


def firm_field(cohort: Cohort, current: Firm | None = None) -> forms.ModelChoiceField:
    """Firms of the programme's provinces (all, when it names none), and the one that is set."""
    firms = Firm.objects.filter(is_active=True)
    reached = firms.filter(province__programmes=cohort.programme_id)
    offered = reached if reached.exists() else firms
    if current is not None:
        offered = (offered | Firm.objects.filter(pk=current.pk)).distinct()
    return forms.ModelChoiceField(
        queryset=offered.order_by("sort_name"),
        label=_("Firm"),
        required=False,
        empty_label=_("None"),
        help_text=_("Her mentors there see how far she is."),
    )


class ExistingMemberForm(forms.Form):
    """Somebody who has an account."""

    identifier = identifier_field(help_text=_("Exactly what she signs in with."), autocomplete="off")

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if cohort.programme.asks_birth_year:
            self.fields["birth_year"] = birth_year_field(
                required=False, help_text=_("Where it is not known yet. Under 18 she waits for her guardian.")
            )
        self.fields["firm"] = firm_field(cohort)
        self.person: User | None = None

    def clean_identifier(self) -> str:
        text: str = self.cleaned_data["identifier"]
        self.person = User.objects.find_by_identifier(text)
        if self.person is None or not self.person.is_active:
            raise forms.ValidationError(_("Nobody signs in with this. Check it, or add her as a new person."))
        return text


class NewMemberForm(forms.Form):
    """Somebody who has none: a name and one identifier."""

    first_name = forms.CharField(label=_("Given name"), max_length=100)
    last_name = forms.CharField(label=_("Family name"), max_length=100)
    identifier = identifier_field(
        help_text=_(
            "With an e-mail address she gets a mail to choose her password; else you get a link for her."
        ),
        autocomplete="off",
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="tr")

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if cohort.programme.asks_birth_year:
            self.fields["birth_year"] = birth_year_field(
                help_text=_("Under 18 she waits until her guardian's consent is noted down.")
            )
        self.fields["firm"] = firm_field(cohort)

    def explain(self, problem: IdentifierNotUsable | IdentifierTaken) -> None:
        """Say at the field what the service refused."""
        self.add_error("identifier", explain_identifier(problem))


class FirmForm(forms.Form):
    """At which firm a member works."""

    def __init__(self, *args: Any, cohort: Cohort, current: Firm | None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"firm": current}, **kwargs)
        self.fields["firm"] = firm_field(cohort, current)


class MoveMemberForm(forms.Form):
    """Into another group of the same programme."""

    to = forms.ModelChoiceField(
        queryset=Cohort.objects.none(), label=_("To the group"), empty_label=_("Choose…")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = (
            Cohort.objects.filter(programme=cohort.programme_id).exclude(pk=cohort.pk).newest_first()
        )


class WithdrawForm(forms.Form):
    """Out of the group; her records stay."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("One sentence. It is kept with your name and the date."),
    )
