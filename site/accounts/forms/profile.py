"""A person's own data."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.exceptions import IdentifierNotUsable, IdentifierTaken, LastIdentifier
from accounts.forms.fields import LabelledFields
from accounts.identifiers import email_key
from accounts.models import User
from accounts.problems import problem_text, taken_text
from accounts.services import change_name, change_phone, change_username
from core.brand import offered_languages


class NameForm(forms.ModelForm):
    """Name and language."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "language"]
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }
        help_texts = {
            "language": _(
                "The language of our mails to you. The page's language is chosen at the top of each page."
            )
        }

    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_(
            "The language of our mails to you. The page's language is chosen at the top of each page."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered_languages(also=self.instance.language)

    def save(self, commit: bool = True) -> User:
        return change_name(user=self.instance, **self.cleaned_data)


class IdentifierForm(forms.Form):
    """Sets or, left empty, removes an identifier; the service says what is wrong."""

    name = ""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs["initial"] = {self.name: getattr(user, self.name)}
        super().__init__(*args, **kwargs)
        self.user = user

    def change(self, text: str) -> User:
        raise NotImplementedError

    def save_or_explain(self) -> bool:
        """Save; False with an error at the field when it cannot be."""
        try:
            self.change(self.cleaned_data[self.name])
        except IdentifierNotUsable as problem:
            self.add_error(self.name, problem_text(problem))
        except IdentifierTaken as problem:
            self.add_error(self.name, taken_text(problem))
        except LastIdentifier:
            self.add_error(self.name, _("This is your only way to sign in. Add another one first."))
        return not self.errors


class UsernameForm(IdentifierForm):
    name = "username"
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        required=False,
        help_text=_("Short and easy to say aloud, like ayse.demir. Empty: you have none."),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def change(self, text: str) -> User:
        return change_username(user=self.user, username=text)


class PhoneForm(IdentifierForm):
    name = "phone"
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=30,
        required=False,
        help_text=_("For example 0532 123 45 67. Empty: you sign in without a phone number."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"}),
    )

    def change(self, text: str) -> User:
        return change_phone(user=self.user, phone=text)


class EmailForm(LabelledFields, AddEmailForm):
    """A new e-mail address; it takes the old one's place once it is confirmed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")
        self.fields["email"].help_text = _("We send a link there. Your old address works until you open it.")

    def clean_email(self) -> str:
        """allauth lets nobody with a second factor add an address, because it could be somebody else's. Here nothing is
        sent to an unconfirmed address but its own link, it is no way in, and it keeps nobody else from having it."""
        text: str = get_adapter().clean_email(self.cleaned_data["email"].lower())
        is_hers = email_key(text) == self.user.email_key
        if is_hers or EmailAddress.objects.filter(user=self.user, email__iexact=text, verified=True).exists():
            raise get_adapter().validation_error("duplicate_email")
        return text

    @transaction.atomic
    def save(self, request: HttpRequest) -> EmailAddress:
        """Keep the address that is used now, drop other unconfirmed ones, send the link."""
        waiting = EmailAddress.objects.filter(user=self.user, verified=False)
        waiting.exclude(email=self.user.email or "").delete()
        address = EmailAddress.objects.create(user=self.user, email=self.cleaned_data["email"])
        send_verification_email_to_address(request, address)
        return address
