"""Who trains a group."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.access import can_give_role
from accounts.forms.fields import identifier_field
from accounts.models import Role, User
from lms.programmes.models import Cohort
from lms.programmes.selectors import trainers_to_name


class TrainerForm(forms.Form):
    """A trainer of the programme's other groups, or anybody by what she signs in with."""

    known = forms.ModelChoiceField(
        queryset=User.objects.none(), label=_("Trainer"), required=False, empty_label=_("Somebody else")
    )
    identifier = identifier_field(
        help_text=_("For somebody else: what she signs in with."), autocomplete="off"
    )

    def __init__(self, *args: Any, giver: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.giver, self.cohort = giver, cohort
        self.person: User | None = None
        people = trainers_to_name(cohort)
        field = self.fields["known"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.filter(pk__in=[one.pk for one in people]).order_by("sort_name")
        self.fields["identifier"].required = False
        if not people:
            del self.fields["known"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        person = data.get("known")
        if person is None and data.get("identifier"):
            person = User.objects.find_by_identifier(data["identifier"])
            if person is None or not person.is_active:
                self.add_error("identifier", _("Nobody signs in with this. Add her under “People” first."))
                return data
        if person is None:
            if not self.errors:
                self.add_error("identifier", _("Choose a trainer, or write what she signs in with."))
        elif not can_give_role(self.giver, person, Role.TRAINER, ("cohort", self.cohort.pk)):
            self.add_error(None, _("You may not give this role."))
        self.person = person
        return data
