"""Keys that follow from the secret key: of encrypted fields (core.encryption), of messages to browsers."""

import base64
import hashlib


def key_from(secret: str) -> str:
    """A key that follows from another secret, for installations that name no key of their own."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"field:{secret}".encode()).digest()).decode()


_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the curve P-256 (SEC 2, 2.4.2): its private keys are smaller."""


def push_key_from(secret: str) -> str:
    """A key for messages to browsers (notifications.push.keys) that follows from another secret."""
    number = int.from_bytes(hashlib.sha512(f"push:{secret}".encode()).digest(), "big") % (_ORDER - 1) + 1
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()
