"""What happens after: mails with secret links, and what follows from allauth's events."""

from datetime import datetime
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.signals import (
    email_changed,
    email_confirmed,
    password_changed,
    password_reset,
    password_set,
)
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.groups import sync_groups
from accounts.models import STAFF_ROLES, Role, User
from accounts.services.invitations import INVITE, link_days, password_link
from accounts.services.looking import TIME_IS_OVER, end_looking
from accounts.services.mails import CONFIRM, REGISTERED_ALREADY, RESET
from accounts.services.sessions import end_sessions
from core.addresses import full_address
from core.notifications import notify, send_mail_now, template_values
from core.outbox import outbox_handler


@outbox_handler(CONFIRM)
def send_confirmation(payload: dict[str, Any]) -> None:
    """Send the confirmation link, unless the address was confirmed or removed meanwhile."""
    address = (
        EmailAddress.objects.select_related("user").filter(pk=payload["address"], verified=False).first()
    )
    if address is None or not address.user.is_active:
        return
    language = address.user.language
    send_mail_now(
        address=address.email,
        language=language,
        kind="confirm_email",
        person=address.user,
        context={
            "link": full_address(
                "account_confirm_email", EmailConfirmationHMAC(address).key, language=language
            ),
            "is_new_person": payload.get("is_new_person", False),
            "email": address.email,
        },
    )


@outbox_handler(RESET)
def send_reset(payload: dict[str, Any]) -> None:
    """Send a reset link to the person's own address; an unknown address is told that it is unknown."""
    identifier = payload["identifier"]
    user = User.objects.find_by_identifier(identifier)
    if user is not None and user.is_active and user.email:
        send_mail_now(
            address=user.email,
            language=user.language,
            kind="reset_password",
            person=user,
            context={
                "link": full_address(
                    "account_reset_password_from_key",
                    user_pk_to_url_str(user),
                    default_token_generator.make_token(user),
                    language=user.language,
                ),
                "identifier": user.get_username(),
            },
        )
    elif user is None and "@" in identifier:
        send_mail_now(
            address=identifier,
            language=payload["language"],
            kind="unknown_address",
            context={
                "link": full_address("account_signup", language=payload["language"]),
                "email": identifier,
            },
        )


@outbox_handler(INVITE)
def send_invitation(payload: dict[str, Any]) -> None:
    """Send the first way in to somebody whose account was made for her, unless she found it meanwhile."""
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    inviter = User.objects.filter(pk=payload["by"]).first() if isinstance(payload["by"], int) else None
    if user is not None and user.email and not user.has_usable_password():
        send_mail_now(
            address=user.email,
            language=user.language,
            kind="invited",
            person=user,
            context={
                "link": password_link(user),
                "identifier": user.get_username(),
                "by": inviter.get_full_name() if inviter else str(payload["by"]),
                "days": link_days(),
            },
        )


@outbox_handler(REGISTERED_ALREADY)
def send_registered_already(payload: dict[str, Any]) -> None:
    """Tell a person that her address has an account already, with the way to a new password."""
    user = User.objects.find_by_identifier(payload["email"])
    if user is not None and user.is_active and user.email:
        send_mail_now(
            address=user.email,
            language=user.language,
            kind="registered_already",
            person=user,
            context={
                "link": full_address("account_reset_password", language=user.language),
                "email": user.email,
            },
        )


@outbox_handler(TIME_IS_OVER)
def end_forgotten_looking(payload: dict[str, Any]) -> None:
    """Whoever closes her browser instead of ending it looked until its time was over."""
    end_looking(number=payload["number"], how="time")


@receiver(email_confirmed)
def welcome(request: HttpRequest, email_address: EmailAddress, **_signal: Any) -> None:
    """A confirmed address: the person is told where to begin, once in her life."""
    user = User.objects.get(pk=email_address.user_id)
    if user.email == email_address.email:
        user.email_verified_at = timezone.now()
        user.save(update_fields=["email_verified_at"])
    notify(user=user, kind="welcome", key="welcome")


@receiver(email_changed)
def keep_confirmation(
    request: HttpRequest, user: User, to_email_address: EmailAddress, **_signal: Any
) -> None:
    """The confirmation belongs to the address that is used now."""
    User.objects.filter(pk=user.pk).update(
        email_verified_at=timezone.now() if to_email_address.verified else None
    )


@receiver(password_reset)
def confirm_by_reset(request: HttpRequest, user: User, **_signal: Any) -> None:
    """Whoever followed a reset link reads that mailbox: the address is confirmed."""
    changed = EmailAddress.objects.filter(user=user, email=user.email, verified=False).update(verified=True)
    if changed:
        User.objects.filter(pk=user.pk).update(email_verified_at=timezone.now())


@receiver([password_changed, password_set, password_reset])
def end_other_sessions(request: HttpRequest, user: User, **_signal: Any) -> None:
    """A new password ends what was signed in with the old one (security statement 38)."""
    mine = (
        request.session.session_key if request.user.is_authenticated and request.user.pk == user.pk else None
    )
    end_sessions(user=user, except_key=mine)


@receiver(user_logged_in)
def put_into_groups(request: HttpRequest, user: User, **_signal: Any) -> None:
    """Groups of the CMS follow from roles: one that somebody added by hand ends with the next signing in."""
    sync_groups(user)


def _role_given(context: dict[str, Any]) -> dict[str, Any]:
    return {
        "role_label": Role(context["role"]).label,
        "needs_second_factor": context["role"] in STAFF_ROLES,
        "link": full_address("accounts:profile"),
    }


template_values.register("role_given", _role_given)


def _welcome(context: dict[str, Any]) -> dict[str, Any]:
    return {"link": full_address("accounts:home")}


def _account_changed(context: dict[str, Any]) -> dict[str, Any]:
    return {
        "change_text": render_to_string("notifications/_account_change.txt", context).strip(),
        "moment": datetime.fromisoformat(context["at"]),
        "link": full_address("account_reset_password"),
        "address": full_address("accounts:profile"),
    }


def _new_device(context: dict[str, Any]) -> dict[str, Any]:
    return {
        "moment": datetime.fromisoformat(context["at"]),
        "link": full_address("account_reset_password"),
        "devices_link": full_address("accounts:profile") + "#devices",
    }


template_values.register("new-device", _new_device)


def _looked_at(context: dict[str, Any]) -> dict[str, Any]:
    return {
        "moment": datetime.fromisoformat(context["at"]),
        "link": full_address("accounts:profile") + "#looks",
    }


template_values.register("looked_at", _looked_at)
template_values.register("welcome", _welcome)
template_values.register("account_changed", _account_changed)
