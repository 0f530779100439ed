"""Reading the kept mail."""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

SMS_HEADER = "X-Imece-Channel"
"""Has the value "sms" in a text message, which has no subject and no HTML of its own."""

_NAME = re.compile(r"^(\d+)-[0-9a-f]{12}\.eml$")


@dataclass(frozen=True)
class KeptMessage:
    """One mail: `name` identifies it; `links` are the addresses in its plain text, in order."""

    name: str
    sent_at: datetime
    to: str
    subject: str
    text: str
    html: str
    is_sms: bool = False

    @property
    def links(self) -> list[str]:
        return [link.rstrip(".,;:") for link in re.findall(r"https?://[^\s<>\"]+", self.text)]


def read_message(name: str) -> KeptMessage | None:
    """The message of that name; None when there is none or the name is not one of ours."""
    match = _NAME.match(name)
    path = Path(settings.MAILBOX_DIR or "") / name
    if not match or not path.is_file():
        return None
    parsed = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    plain = parsed.get_body(("plain",))
    rich = parsed.get_body(("html",))
    return KeptMessage(
        name=name,
        sent_at=datetime.fromtimestamp(int(match.group(1)) / 1e9, UTC),
        to=str(parsed["to"]),
        subject=str(parsed["subject"]),
        text=plain.get_content() if plain else "",
        html=rich.get_content() if rich else "",
        is_sms=parsed[SMS_HEADER] == "sms",
    )


def newest_messages(limit: int = 50) -> list[KeptMessage]:
    """The newest mail first, at most `limit`."""
    folder = Path(settings.MAILBOX_DIR or "")
    names = sorted((path.name for path in folder.glob("*.eml")), reverse=True) if folder.is_dir() else []
    return [message for name in names[:limit] if (message := read_message(name))]
