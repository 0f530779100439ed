"""Which members get a sign-in card, and in which language it speaks."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lms.enrolments.models import Membership

OWN = "own"


class CardSheetForm(forms.Form):
    """Members by their uuid; only those whom the rule names are offered."""

    members = forms.MultipleChoiceField(
        label=_("For whom"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )
    language = forms.ChoiceField(
        label=_("Language of the cards"), choices=[(OWN, _("Each in her own")), *settings.LANGUAGES]
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: list[Membership], chosen: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(row.uuid): row for row in offered}
        field = self.fields["members"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (uuid_text, f"{row.user.get_full_name()} · {row.user.get_username()}")
            for uuid_text, row in self.offered.items()
        ]
        self.initial.setdefault("key", uuid.uuid4())
        self.initial.setdefault("members", [str(row.uuid) for row in offered if row.pk in chosen])

    def memberships(self) -> list[Membership]:
        """The chosen ones, in the order in which they stand."""
        chosen = set(self.cleaned_data["members"])
        return [row for uuid_text, row in self.offered.items() if uuid_text in chosen]
