"""Signing in with any identifier and a password."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from allauth.account.models import Login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import LabelledFields, identifier_field, known_password_field, shared_device_field
from accounts.shared_devices import hands_on, mark_session


class SignInForm(LabelledFields, LoginForm):
    """One answer for "nobody" and for "wrong password" (security statement 35)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.clear()
        self.fields["login"] = identifier_field()
        self.fields["password"] = known_password_field()
        self.fields["shared_device"] = shared_device_field()
        if hands_on(self.request):
            self.initial.setdefault("shared_device", True)
            self.fields["login"].widget.attrs["autofocus"] = True
        session = self.request.session if self.request else {}
        if session.get("registered_identifier"):
            self.initial.setdefault("login", session["registered_identifier"])
            self.initial.setdefault("shared_device", session.get("registered_on_shared", False))

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

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        response: HttpResponse = super().login(request, redirect_url)
        mark_session(request, is_shared=self.cleaned_data["shared_device"])
        return response
