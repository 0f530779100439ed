"""One message to one browser."""

import json
import time
from typing import Any
from urllib.parse import urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from notifications.channels.registry import Refused, TryLater
from notifications.push.encrypting import encrypt
from notifications.push.keys import private_key, public_key
from notifications.push.services import is_push_service

CONNECT_SECONDS, ANSWER_SECONDS = 3.05, 10
KEPT_SECONDS = 3 * 24 * 3600
"""How long a push service keeps it for a telephone that is off (RFC 8030, 5.2)."""
TOKEN_SECONDS = 12 * 3600
"""At most a day (RFC 8292, 2)."""
ROOM = 3000
"""Bytes of text, well below what every push service takes (4,096 encrypted; RFC 8030, 7.2)."""


def post(
    *, endpoint: str, p256dh: str, auth: str, message: dict[str, Any], topic: str, line: requests.Session
) -> str:
    """Encrypt for the browser and hand to its push service. Returns the message's address there ("" when it has none).

    `topic`: a second message with the same one takes the place of the first (RFC 8030, 5.4); at most 32 letters of the
    URL alphabet. Raises Refused (`is_address_dead` when the browser has given the subscription up) and TryLater.
    """
    key = private_key()
    if key is None:
        raise TryLater("no PUSH_KEY", is_line_down=True)
    if not is_push_service(endpoint):
        raise Refused("not an address of a push service", is_address_dead=True)
    try:
        body = encrypt(json.dumps(message, ensure_ascii=False).encode(), p256dh=p256dh, auth=auth)
    except ValueError:
        raise Refused("the browser's key is none", is_address_dead=True) from None
    try:
        answer = line.post(
            endpoint,
            data=body,
            headers={
                "Content-Encoding": "aes128gcm",
                "Content-Type": "application/octet-stream",
                "TTL": str(KEPT_SECONDS),
                "Topic": topic,
                "Urgency": "normal",
                "Authorization": f"vapid t={_token(endpoint, key)}, k={public_key()}",
            },
            timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
            allow_redirects=False,
        )
    except requests.RequestException as error:
        raise TryLater(f"push service: {type(error).__name__}") from None
    status = answer.status_code
    if 200 <= status < 300:
        return answer.headers.get("Location", "")[:200]
    if status in (404, 410):
        raise Refused(f"push service: {status}", is_address_dead=True)
    if status in (401, 403, 408, 425, 429) or status >= 500:
        raise TryLater(f"push service: {status}")
    raise Refused(f"push service: {status}")


def _token(endpoint: str, key: ec.EllipticCurvePrivateKey) -> str:
    url = urlsplit(endpoint)
    claims = {
        "aud": f"{url.scheme}://{url.netloc}",
        "exp": int(time.time()) + TOKEN_SECONDS,
        "sub": settings.WAGTAILADMIN_BASE_URL,
    }
    return jwt.encode(claims, key, algorithm="ES256")
