"""What a visitor from a firm fills in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.exceptions import IdentifierNotUsable
from accounts.identifiers import phone_key, read_email
from accounts.problems import problem_text
from organisations.models import FirmInterest
from taxonomy.models import Province, Sector


class FirmInterestForm(forms.ModelForm):
    """ "My firm is interested": seven fields, of which three are needed, and a consent that is not ticked at first."""

    email = forms.CharField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("An address or a phone number: one of the two is enough."),
    )
    consent = forms.BooleanField(
        label=_("You may use what I write here to answer me about the programme."),
        help_text=_("We use it for nothing else and delete it when you ask us to."),
        error_messages={"required": _("We need this to be allowed to answer you.")},
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    class Meta:
        model = FirmInterest
        fields = ["firm_name", "person_name", "email", "phone", "province", "sector", "message"]
        labels = {
            "firm_name": _("Your firm's name"),
            "person_name": _("Your name"),
            "phone": _("Phone number"),
            "province": _("Province"),
            "sector": _("Sector"),
            "message": _("What would you like to do?"),
        }
        widgets = {
            "firm_name": forms.TextInput(attrs={"autocomplete": "organization"}),
            "person_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "message": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("province", Province), ("sector", Sector)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = model.objects.all()
            field.empty_label = str(_("Choose"))
            field.required = False

    def clean_email(self) -> str:
        """The address as it will be written to, or ""."""
        text = self.cleaned_data["email"].strip()
        if not text:
            return ""
        try:
            return read_email(text).text
        except IdentifierNotUsable as problem:
            raise problem_text(problem) from None

    def clean_phone(self) -> str:
        """The number in international form, or ""."""
        text = (self.cleaned_data["phone"] or "").strip()
        if not text:
            return ""
        number = phone_key(text)
        if not number:
            raise ValidationError(_("This is not a phone number. Write it for example as 0532 123 45 67."))
        return number

    def clean(self) -> dict[str, Any]:
        """An address or a number, so that somebody can answer."""
        data = super().clean() or {}
        nothing_wrong = not ({"email", "phone"} & set(self.errors))
        if nothing_wrong and not data.get("email") and not data.get("phone"):
            self.add_error(
                "email",
                ValidationError(_("Give an e-mail address or a phone number, so that we can answer.")),
            )
        return data

    @property
    def is_from_a_robot(self) -> bool:
        """Only a program fills in the field that people do not see."""
        return bool((self.data.get("website") or "").strip())
