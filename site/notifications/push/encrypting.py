"""A message that only one browser can read: RFC 8291 (keys) over RFC 8188 (the "aes128gcm" form), one record.

Written here because the libraries that do it come without wheels; the sums themselves are those of `cryptography`.
"""

import os
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from notifications.push.keys import decode

RECORD: Final = 4096
"""Bytes of a record, as its header says."""
_LAST = b"\x02"
"""Ends the text of the last record (RFC 8188, 2)."""


def encrypt(
    plain: bytes,
    *,
    p256dh: str,
    auth: str,
    salt: bytes | None = None,
    own: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """The body for the push service. `p256dh`, `auth`: the browser's, as it sends them. Salt and key are new for each
    message; tests give those of RFC 8291, 5. Raises ValueError for keys that are none and for a text that is too long.
    """
    receiver, secret = decode(p256dh), decode(auth)
    if len(secret) != 16:
        raise ValueError("auth has 16 bytes (RFC 8291, 3.2)")
    if len(plain) > RECORD - 103:
        raise ValueError("too long for one record")
    salt, own = salt or os.urandom(16), own or ec.generate_private_key(ec.SECP256R1())
    public = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), receiver))
    material = _derive(shared, secret, b"WebPush: info\0" + receiver + public, 32)
    key = _derive(material, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(material, salt, b"Content-Encoding: nonce\0", 12)
    header = salt + RECORD.to_bytes(4, "big") + bytes([len(public)]) + public
    return header + AESGCM(key).encrypt(nonce, plain + _LAST, None)


def _derive(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(material)
