"""Codes and passkeys."""

from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import LabelledFields

REMEMBERED = 150
"""Seconds a used code is refused: longer than the three periods of 30 seconds for which it is accepted."""


class _Code(LabelledFields):
    """A code of six digits. Works once (security statement 36)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code")
        field.widget.attrs.update(
            {
                "autocomplete": "one-time-code",
                "inputmode": "text",
                "autocapitalize": "none",
                "class": "input-code",
                "dir": "ltr",
            }
        )


class _OnceOnlyCode(_Code):
    user: Any

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if not cache.add(f"accounts.used-code:{self.user.pk}:{normalize_user_code(code)}", True, REMEMBERED):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_OnceOnlyCode, AuthenticateForm):
    """The second step of signing in: a code of the app or a recovery code."""


class CodeAgainForm(_OnceOnlyCode, ReauthenticateForm):
    """Before something that matters."""


class ActivateAppForm(_Code, ActivateTOTPForm):
    """The first code of a new app."""


class _Answer:
    """The device's answer is bytes from outside; the library that reads them fails in many ways, all "not right"."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError:
            raise
        except Exception as error:
            raise get_adapter().validation_error("incorrect_code") from error


class UsePasskeyForm(_Answer, AuthenticateWebAuthnForm):
    """The second step with a passkey."""


class SignInPasskeyForm(_Answer, LoginWebAuthnForm):
    """Signing in with a passkey alone."""


class UsePasskeyAgainForm(_Answer, ReauthenticateWebAuthnForm):
    """Before something that matters."""


class AddPasskeyForm(LabelledFields, AddWebAuthnForm):
    """A new passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].help_text = _("So that you know it again, for example: my phone.")
        self.fields["passwordless"].label = _("Sign in with it alone, without a password")
        self.fields["passwordless"].help_text = _("The device then asks for fingerprint, face or PIN.")
        self.fields["passwordless"].initial = True

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except ValidationError:
            raise
        except Exception as error:
            raise get_adapter().validation_error("incorrect_code") from error


class RenamePasskeyForm(LabelledFields, EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
