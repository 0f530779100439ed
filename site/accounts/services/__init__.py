"""Everything that writes people, roles and consents."""

from accounts.services.cards import make_cards, reset_access, revoke_card, use_card
from accounts.services.closing import close_account, reopen_account
from accounts.services.consent import record_consent
from accounts.services.errands import keep_errand, take_errand
from accounts.services.guardians import (
    confirm_of_age,
    record_guardian_consent,
    tell_birth_year,
    withdraw_guardian_consent,
)
from accounts.services.identifiers import change_name, change_phone, change_username, confirm_phone
from accounts.services.invitations import invite_person
from accounts.services.looking import begin_looking, end_looking
from accounts.services.people import create_person, register_person
from accounts.services.role_assignments import assign_role, revoke_role
from accounts.services.second_factors import set_totp
from accounts.services.sessions import end_session, end_sessions

__all__ = [
    "assign_role",
    "begin_looking",
    "change_name",
    "change_phone",
    "change_username",
    "close_account",
    "confirm_of_age",
    "confirm_phone",
    "create_person",
    "end_looking",
    "end_session",
    "end_sessions",
    "invite_person",
    "keep_errand",
    "make_cards",
    "record_consent",
    "record_guardian_consent",
    "register_person",
    "reopen_account",
    "reset_access",
    "revoke_card",
    "revoke_role",
    "set_totp",
    "take_errand",
    "tell_birth_year",
    "use_card",
    "withdraw_guardian_consent",
]
