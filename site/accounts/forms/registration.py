"""Making an account oneself."""

from typing import Any

from allauth.account.forms import SignupForm
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.consents import NEWS
from accounts.errands import errand_text
from accounts.exceptions import IdentifierNotUsable, IdentifierTaken
from accounts.forms.fields import LabelledFields, identifier_field, new_password_field, shared_device_field
from accounts.identifiers import Identifier, read_identifier
from accounts.models import User
from accounts.problems import problem_text, taken_text
from accounts.services import keep_errand, register_person
from accounts.services.mails import tell_registered_already
from accounts.services.people import is_taken
from accounts.shared_devices import mark_session
from core.languages import active_language


class RegistrationForm(LabelledFields, SignupForm):
    """Name, one identifier, a password.

    A user name is no secret: one that is taken is said, and its new owner is let in at once. Whether an e-mail address
    or a phone number is registered is not said: both cases answer with the sign-in page (security statement 35), and
    the owner of the address gets a mail.
    """

    by_passkey = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.clear()
        self.fields["first_name"] = forms.CharField(
            label=_("Given name"),
            max_length=100,
            widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        )
        self.fields["last_name"] = forms.CharField(
            label=_("Family name"),
            max_length=100,
            widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        )
        self.fields["identifier"] = identifier_field(
            help_text=_(
                "You sign in with this. No e-mail? Write your phone number, or choose a short name like ayse.demir."
            ),
        )
        self.fields["password1"] = new_password_field(_("Password"))
        self.fields["shared_device"] = shared_device_field()
        self.fields[NEWS.name] = forms.BooleanField(label=NEWS.text, required=False)

    def clean_identifier(self) -> Identifier:
        try:
            identifier = read_identifier(self.cleaned_data["identifier"])
        except IdentifierNotUsable as problem:
            raise problem_text(problem) from None
        if identifier.kind == "username" and is_taken(identifier):
            raise taken_text(IdentifierTaken("username"))
        return identifier

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        password, identifier = cleaned.get("password1"), cleaned.get("identifier")
        if password:
            person = User(
                first_name=cleaned.get("first_name", ""),
                last_name=cleaned.get("last_name", ""),
                **({identifier.kind: identifier.text} if identifier else {}),
            )
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password1", error)
        return cleaned

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Make the person; an address or number leads to the sign-in page, a user name straight in."""
        cleaned = self.cleaned_data
        identifier: Identifier = cleaned["identifier"]
        language = active_language()
        user = None
        try:
            if is_taken(identifier):
                raise IdentifierTaken(identifier.kind)
            user = register_person(
                identifier=identifier,
                first_name=cleaned["first_name"],
                last_name=cleaned["last_name"],
                password=cleaned["password1"],
                language=language,
                agrees_to_news=cleaned[NEWS.name],
            )
        except IdentifierTaken:
            # As much work as making a person: hash the password, write to the outbox.
            User().set_password(cleaned["password1"])
            if identifier.kind == "email":
                tell_registered_already(email=identifier.text, language=language)
        if user is not None and identifier.kind == "username":
            mark_session(request, is_shared=cleaned["shared_device"])
            return user, None
        request.session["registered_on_shared"] = cleaned["shared_device"]
        errand = get_next_redirect_url(request) or ""
        if user is not None and errand_text(errand):
            keep_errand(user=user, address=errand)
        request.session["registered_identifier"] = identifier.text
        request.session["registered_kind"] = identifier.kind
        return None, redirect(passthrough_next_redirect_url(request, reverse("account_login"), "next"))
