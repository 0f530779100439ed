"""Forgotten, changed and asked-again passwords."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import LabelledFields, identifier_field, known_password_field, new_password_field
from accounts.services.mails import ask_for_reset
from core.languages import active_language


class ResetForm(LabelledFields, forms.Form):
    """Asks for a reset mail with any identifier. The answer is the same for everybody (security statement 35)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The view of allauth knows the field by this name.
        self.fields["email"] = identifier_field()

    def save(self, request: HttpRequest, **_kwargs: Any) -> str:
        identifier = self.cleaned_data["email"]
        ask_for_reset(identifier=identifier, language=active_language())
        return identifier


class _NewPassword:
    """One field instead of two alike ones: what was typed can be shown."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]
    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        self.fields["password1"] = new_password_field(_("New password"))

    def clean_password1(self) -> str:
        password = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password


class NewPasswordForm(LabelledFields, _NewPassword, allauth_forms.ResetPasswordKeyForm):
    """After the link of a reset mail."""


class SetPasswordForm(LabelledFields, _NewPassword, allauth_forms.SetPasswordForm):
    """For somebody who has none yet."""


class ChangePasswordForm(LabelledFields, _NewPassword, allauth_forms.ChangePasswordForm):
    """With the current one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        new = self.fields.pop("password1")
        self.fields["oldpassword"] = known_password_field(_("Current password"))
        self.fields["password1"] = new


class ReauthenticateForm(LabelledFields, allauth_forms.ReauthenticateForm):
    """Before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = known_password_field()
