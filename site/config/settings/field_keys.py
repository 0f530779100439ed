"""Keys of encrypted fields (core.encryption)."""

import base64
import hashlib


def key_from(secret: str) -> str:
    """A key that follows from another secret, for installations that name no key of their own."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"field:{secret}".encode()).digest()).decode()
