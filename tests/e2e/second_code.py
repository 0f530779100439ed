"""The six digits that a demo person's authenticator app shows (RFC 6238, 30 seconds, SHA-1)."""

import base64
import hashlib
import hmac
import struct
import time


def code_now(secret: str) -> str:
    """Return the code of this half minute for a base32 secret."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
