"""E-mail: plain text beside HTML, a way to stop it in one click, a name by which a second copy is known."""

import smtplib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from email.headerregistry import Address
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext_lazy as _

from accounts.identifiers import email_key
from accounts.models import User
from core.addresses import full_address
from core.notifications import Kind, build_mail, kinds
from notifications.channels.registry import Refused, TryLater
from notifications.models import BouncingAddress, Delivery
from notifications.tokens import unsubscribe_address

NOBODY_THERE = {550, 551, 553}
"""SMTP's answers for an address that does not exist (RFC 5321, 4.2.3)."""


class MailChannel:
    label = _("E-mail")

    def reachable(self, users: Iterable[User]) -> set[int]:
        people = {user.pk: user.email_key for user in users if user.email}
        bouncing = set(
            BouncingAddress.objects.filter(address_key__in=people.values()).values_list(
                "address_key", flat=True
            )
        )
        return {identifier for identifier, key in people.items() if key not in bouncing}

    @contextmanager
    def line(self) -> Iterator[BaseEmailBackend]:
        connection = get_connection()
        try:
            yield connection
        finally:
            connection.close()

    def send(self, delivery: Delivery, line: BaseEmailBackend) -> str:
        notification, person = delivery.notification, delivery.notification.recipient
        kind = kinds[notification.kind]
        address = notification.values.get("to_address") or person.email or ""
        if email_key(address) != person.email_key and is_bouncing(address):
            raise Refused("the address bounces")
        links = ways_out(person, kind)
        message = build_mail(
            address=address,
            language=person.language,
            kind=kind.name,
            context={**notification.values, **links},
            person=person,
            headers={**message_id(str(delivery.uuid)), **list_headers(links["unsubscribe"])},
            connection=line,
        )
        return post(message, delivery, str(delivery.uuid), line)


def post(message: EmailMultiAlternatives, delivery: Delivery, name: str, line: BaseEmailBackend) -> str:
    """Send a message over a line; returns its Message-ID. Raises TryLater, Refused."""
    # The same delivery is the same file in a laptop's mailbox, however often it is tried.
    message.kept_as = f"{int(delivery.due_at.timestamp() * 1e9)}-{name.replace('-', '')[:12]}"  # type: ignore[attr-defined]
    try:
        line.open()
        message.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        code, reason = next(iter(refusal.recipients.values()))
        raise _failure(code, _text(reason)) from None
    except smtplib.SMTPResponseException as answer:
        line.close()
        raise _failure(answer.smtp_code, _text(answer.smtp_error)) from None
    except (smtplib.SMTPException, OSError) as error:
        line.close()
        raise TryLater(f"{type(error).__name__}: {error}", is_line_down=True) from None
    return message.extra_headers["Message-ID"]


def _failure(code: int, reason: str) -> Exception:
    text = f"{code} {reason}"
    return TryLater(text) if code < 500 else Refused(text, is_address_dead=code in NOBODY_THERE)


def _text(reason: str | bytes) -> str:
    return reason.decode(errors="replace") if isinstance(reason, bytes) else reason


def message_id(name: str) -> dict[str, str]:
    """The header by which mail servers and readers know a message again."""
    domain = Address(addr_spec=parseaddr(settings.DEFAULT_FROM_EMAIL)[1]).domain
    return {"Message-ID": f"<{name}@{domain}>"}


def ways_out(person: User, kind: Kind | None) -> dict[str, str]:
    """Links at the foot of a mail: where to choose, and where to stop this kind (None: all that can be stopped)."""
    is_essential = kind is not None and kind.is_essential
    return {
        "preferences": full_address("notifications:preferences", language=person.language),
        "unsubscribe": "" if is_essential else unsubscribe_address(person, kind.name if kind else ""),
    }


def list_headers(link: str) -> dict[str, str]:
    """One click in the mail program stops the kind (RFC 8058); what is essential has no link for it."""
    if not link:
        return {}
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def is_bouncing(address: str) -> bool:
    """Whether mails to this address come back."""
    return BouncingAddress.objects.filter(address_key=email_key(address)).exists()
