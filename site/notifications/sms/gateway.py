"""What sends a text message, and which one this installation has."""

from typing import Protocol

from django.conf import settings

from notifications.sms.folder import FolderGateway
from notifications.sms.http import HttpGateway


class Gateway(Protocol):
    """Takes a text message to a telephone."""

    def send(self, *, to: str, text: str, reference: str) -> str:
        """Send `text` to a number (E.164); returns the provider's id. The same `reference` again is the same message.

        Raises TryLater, Refused.
        """


def gateway() -> Gateway | None:
    """The provider that the settings name; on a laptop the mailbox page; else None, and no text message is offered."""
    if settings.SMS_URL:
        return HttpGateway(settings.SMS_URL, settings.SMS_TOKEN, settings.SMS_SENDER)
    return FolderGateway() if settings.MAILBOX_DIR and settings.DEMO_MODE else None
