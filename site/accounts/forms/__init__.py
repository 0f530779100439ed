"""The forms of sign-in and profile; allauth finds its own ones here by the names in settings."""

from accounts.forms.passwords import (
    ChangePasswordForm,
    NewPasswordForm,
    ReauthenticateForm,
    ResetForm,
    SetPasswordForm,
)
from accounts.forms.profile import EmailForm, NameForm, PhoneForm, UsernameForm
from accounts.forms.registration import RegistrationForm
from accounts.forms.second_factor import (
    ActivateAppForm,
    AddPasskeyForm,
    CodeAgainForm,
    CodeForm,
    RenamePasskeyForm,
    SignInPasskeyForm,
    UsePasskeyAgainForm,
    UsePasskeyForm,
)
from accounts.forms.sign_in import SignInForm

__all__ = [
    "ActivateAppForm",
    "AddPasskeyForm",
    "ChangePasswordForm",
    "CodeAgainForm",
    "CodeForm",
    "EmailForm",
    "NameForm",
    "NewPasswordForm",
    "PhoneForm",
    "ReauthenticateForm",
    "RegistrationForm",
    "RenamePasskeyForm",
    "ResetForm",
    "SetPasswordForm",
    "SignInForm",
    "SignInPasskeyForm",
    "UsePasskeyAgainForm",
    "UsePasskeyForm",
    "UsernameForm",
]
