"""A mail backend that keeps each message as a file, newest last by name."""

import time
import uuid
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """Write messages to settings.MAILBOX_DIR as <time>-<random>.eml.

    A message with an attribute `kept_as` ("<time>-<twelve hexadecimal digits>") has that name, so that the same one
    sent again is the same file.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            keep_message(message.message().as_bytes(), name=getattr(message, "kept_as", ""))
        return len(email_messages)


def keep_message(content: bytes, *, name: str = "") -> None:
    """Write one message; it is there whole or not at all."""
    folder = Path(settings.MAILBOX_DIR or "")
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{name or f'{time.time_ns()}-{uuid.uuid4().hex[:12]}'}.eml"
    unfinished = folder / f".{name}"
    unfinished.write_bytes(content)
    unfinished.replace(folder / name)
