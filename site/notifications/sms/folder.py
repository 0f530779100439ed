"""A laptop's gateway: text messages lie in the mailbox page, beside the mails."""

import hashlib
import time
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

from core.mailbox.backend import keep_message
from core.mailbox.messages import SMS_HEADER


class FolderGateway:
    """Keeps each message as a file that the mailbox page shows."""

    def send(self, *, to: str, text: str, reference: str) -> str:
        message = EmailMessage()
        message["To"] = to
        message["Subject"] = text.splitlines()[0][:80]
        message[SMS_HEADER] = "sms"
        message.set_content(text)
        mark = hashlib.sha256(reference.encode()).hexdigest()[:12]
        if not any(Path(settings.MAILBOX_DIR or "").glob(f"*-{mark}.eml")):
            keep_message(message.as_bytes(), name=f"{time.time_ns()}-{mark}")
        return f"folder-{mark}"
