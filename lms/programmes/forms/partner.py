"""One more organisation that stands behind a programme."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.programmes.models import ProgrammePartner
from organisations.models import Organisation


class PartnerForm(forms.Form):
    """An organisation and its part."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.filter(is_active=True).exclude(kind="firm"),
        label=_("Organisation"),
        empty_label=_("Choose…"),
    )
    part = forms.ChoiceField(label=_("Part"), choices=ProgrammePartner.Part.choices)
