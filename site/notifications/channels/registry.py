"""What a channel is, and which ones there are."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any, Protocol

from django.utils.functional import Promise

from accounts.models import User
from core.registry import Registry
from notifications.models import Delivery


class TryLater(Exception):
    """It cannot be sent now: the server does not answer, or is too busy.

    `is_line_down`: nor can anything else by this channel, so the rest of the batch waits, too.
    """

    def __init__(self, reason: str, *, is_line_down: bool = False) -> None:
        super().__init__(reason)
        self.is_line_down = is_line_down


class Refused(Exception):
    """It will never be sent: the other side says so for good. `is_address_dead`: because nobody has this address."""

    def __init__(self, reason: str, *, is_address_dead: bool = False) -> None:
        super().__init__(reason)
        self.is_address_dead = is_address_dead


class Channel(Protocol):
    """Carries notifications to people."""

    @property
    def label(self) -> str | Promise:
        """What it is called where people choose."""

    def reachable(self, users: Iterable[User]) -> set[int]:
        """Ids of those of these people who can be told here at all. A fixed number of queries."""

    def line(self) -> AbstractContextManager[Any]:
        """A connection for a batch, given to `send`."""

    def send(self, delivery: Delivery, line: Any) -> str:
        """Send it, in the person's language; returns what the other side calls it. Raises TryLater, Refused.

        Sent again it must be the same message to the other side: it carries `delivery.uuid`.
        """


channels: Registry[Channel] = Registry("notification channel")
