"""Sign-in through django-allauth: user name, e-mail or phone; two factors for staff."""

import os

AUTHENTICATION_BACKENDS = ["accounts.backends.IdentifierBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "lms:dashboard"
LOGOUT_REDIRECT_URL = "/"

# allauth sees one kind of login only: our own form and backend read user name, e-mail and phone from the one field.
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "signup": "accounts.forms.RegistrationForm",
    "reset_password": "accounts.forms.ResetForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "add_email": "accounts.forms.EmailForm",
}
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 7
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"

# A classroom of sixty signs in behind one address within two minutes; guessing over many accounts from one address
# still ends after a hundred failures. A right password gives its try back. Counted in the shared cache.
ACCOUNT_RATE_LIMITS = {
    "login": "200/m/ip",
    # The person first: who hammers at one account uses up that account's tries, not those of her whole classroom.
    "login_failed": "10/10m/key,100/10m/ip",
    # With a device that she signed in with before: by person and device.
    "login_failed_here": "10/10m/key",
    "signup": "120/m/ip",
    "reset_password": "60/m/ip,5/30m/key",
    "reset_password_from_key": "60/m/ip",
    "confirm_email": "1/60s/key",
    "change_password": "10/m/user",
    "manage_email": "10/m/user",
    "change_phone": "12/h/user",
    "reauthenticate": "10/m/user",
    "data_copy": "10/h/user",
    # What packages report: the busiest content says something twice a second, and a queue empties fifty at a time.
    "statements": "300/m/user",
    # A player reports every quarter of a minute, and a queue empties one report at a time.
    "watching": "120/m/user",
    "firm_interest": "20/h/ip",
    "add_person": "200/h/user",
    "phone_code": "5/h/user",
    # Codes of sign-in cards: a classroom mistypes a good deal, a guessing machine needs 24^9 tries.
    "card": "200/m/ip",
    "card_failed": "100/10m/ip",
    # Wrong join codes: by person or browser first, then by address. Guessing needs 29^6 tries.
    "join_failed": "20/10m/key,200/10m/ip",
    # Checking a list says of up to 500 addresses and numbers whether somebody has them.
    "people_list": "60/h/user",
}
# How long a printed sign-in card works.
SIGN_IN_CARD_DAYS = 14

# After how many seconds without use a session ends on a device that is not the person's own.
SHARED_DEVICE_IDLE_SECONDS = 20 * 60

# No proxy is trusted to tell the caller's address; production trusts its own.
ALLAUTH_TRUSTED_PROXY_COUNT = 0

# Accounts of organisations (OpenID Connect): single_sign_on.py. Their tokens are not kept: nobody asks there again.
SOCIALACCOUNT_ADAPTER = "accounts.sso.adapter.OrganisationAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 8

MFA_ADAPTER = "accounts.mfa_adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.CodeAgainForm",
    "activate_totp": "accounts.forms.ActivateAppForm",
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.RenamePasskeyForm",
    "authenticate_webauthn": "accounts.forms.UsePasskeyForm",
    "login_webauthn": "accounts.forms.SignInPasskeyForm",
    "reauthenticate_webauthn": "accounts.forms.UsePasskeyAgainForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
# A phone's clock may be half a minute off; accounts.forms.second_factor makes each code work once all the same.
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "200/m/ip"}
# Passkeys need https, but for a laptop's own address.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = os.environ.get("IMECE_ENV", "laptop") != "production"
USERSESSIONS_TRACK_ACTIVITY = False
