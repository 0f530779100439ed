"""Who may say that an address bounces: whoever knows BOUNCE_SECRET, and for five minutes after signing."""

import hashlib
import hmac
import time

from django.conf import settings
from django.utils.crypto import constant_time_compare

MAX_AGE_SECONDS = 300


def sign(timestamp: str, body: bytes) -> str:
    """The signature of a report: HMAC-SHA256 over "timestamp.body", in hexadecimal digits."""
    message = timestamp.encode() + b"." + body
    return hmac.new(settings.BOUNCE_SECRET.encode(), message, hashlib.sha256).hexdigest()


def is_genuine(timestamp: str, signature: str, body: bytes) -> bool:
    """Whether the report is from somebody who knows the secret, and fresh."""
    if not (settings.BOUNCE_SECRET and timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12):
        return False
    if abs(time.time() - int(timestamp)) > MAX_AGE_SECONDS:
        return False
    return constant_time_compare(sign(timestamp, body), signature)
