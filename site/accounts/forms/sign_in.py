"""Signing in with any identifier and a password."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from allauth.account.models import Login
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import LabelledFields, identifier_field, known_password_field


class SignInForm(LabelledFields, LoginForm):
    """One answer for "nobody" and for "wrong password" (security statement 35)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.clear()
        self.fields["login"] = identifier_field()
        self.fields["password"] = known_password_field()
        self.fields["shared_device"] = forms.BooleanField(
            label=_("This is not my own device"),
            help_text=_("Ticked: you are signed out when the browser is closed."),
            required=False,
        )
        registered = self.request.session.get("registered_identifier") if self.request else None
        if registered:
            self.initial.setdefault("login", registered)

    def user_credentials(self) -> dict[str, str]:
        return {"username": self.cleaned_data["login"], "password": self.cleaned_data["password"]}

    def _clean_with_password(self, credentials: dict[str, str]) -> dict[str, Any]:
        user = get_adapter(self.request).authenticate(self.request, **credentials)
        if user is None:
            raise ValidationError(
                _(
                    "This name and this password do not belong together. Check both, or ask for a new password."
                ),
                code="mismatch",
            )
        self._login = Login(user=user)
        self.user = user
        return self.cleaned_data

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["remember"] = not cleaned.get("shared_device")
        return cleaned
