"""What the outbox asks for."""

from typing import Any

from core.notifications import TOPIC
from core.outbox import outbox_handler
from notifications.services.digests import DIGEST, send_digests
from notifications.services.phones import PHONE_CODE, send_code
from notifications.services.sending import send_deliveries
from notifications.services.spreading import SEND, spread_event


@outbox_handler(TOPIC)
def tell(payload: dict[str, Any]) -> None:
    """Write what one person, or one batch of many, is told."""
    users = payload.get("users") or [payload["user"]]
    spread_event(
        kind=payload["kind"],
        key=payload["key"],
        user_ids=users,
        context=payload["context"],
        of=payload.get("of", 0),
        names=payload.get("names"),
    )


@outbox_handler(SEND, keeps_its_own_books=True)
def send(payload: dict[str, Any]) -> None:
    """Send a batch of deliveries."""
    send_deliveries(ids=payload["deliveries"])


@outbox_handler(DIGEST, keeps_its_own_books=True)
def digest(payload: dict[str, Any]) -> None:
    """Send a batch of people their digests."""
    send_digests(user_ids=payload["users"])


@outbox_handler(PHONE_CODE)
def phone_code(payload: dict[str, Any]) -> None:
    """Send the code that confirms a telephone."""
    send_code(user_id=payload["user"], nonce=payload["nonce"], phone=payload["phone"])
