"""The key by which push services know this site (VAPID, RFC 8292). A browser's subscription belongs to one such key."""

import base64
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def encode(raw: bytes) -> str:
    """Base64 for addresses, without padding (RFC 7515, 2)."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """The bytes of such a text. Raises ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def new_key() -> str:
    """A private key as PUSH_KEY wants it."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return encode(number.to_bytes(32, "big"))


def private_key() -> ec.EllipticCurvePrivateKey | None:
    """This site's key; None where none is set, and no push is offered. Raises ImproperlyConfigured."""
    return _read(settings.PUSH_KEY) if settings.PUSH_KEY else None


@lru_cache(maxsize=4)
def _read(text: str) -> ec.EllipticCurvePrivateKey:
    try:
        raw = decode(text)
        if len(raw) != 32:
            raise ValueError
        return ec.derive_private_key(int.from_bytes(raw, "big"), ec.SECP256R1())
    except ValueError:
        raise ImproperlyConfigured("PUSH_KEY is no key: make one with `manage.py push_key`") from None


def public_key() -> str:
    """What a browser subscribes with: the uncompressed point; "" where no key is set."""
    key = private_key()
    if key is None:
        return ""
    return encode(key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
