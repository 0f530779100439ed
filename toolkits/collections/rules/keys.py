"""Page keys in an address, as a device keeps and shares them: 22 letters each instead of 36."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from uuid import UUID

MAX_ITEMS = 60
_SHORT = re.compile(r"[A-Za-z0-9_-]{22}")


def shorten(key: UUID) -> str:
    """A key for an address."""
    return urlsafe_b64encode(key.bytes).rstrip(b"=").decode()


def read_key(text: str) -> UUID | None:
    """The key that a text is, short or long; None when it is none."""
    try:
        return UUID(bytes=urlsafe_b64decode(f"{text}==")) if _SHORT.fullmatch(text) else UUID(text)
    except ValueError:
        return None


def read_keys(text: str) -> list[UUID]:
    """Keys separated by dots or commas, each once, in order, at most MAX_ITEMS; what is no key is left out."""
    parts = re.split(r"[.,\s]+", text[: MAX_ITEMS * 40])
    return list(dict.fromkeys(key for part in parts if part and (key := read_key(part))))[:MAX_ITEMS]


def write_keys(keys: Iterable[UUID]) -> str:
    """The text that read_keys reads."""
    return ".".join(shorten(key) for key in keys)
