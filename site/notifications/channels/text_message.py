"""Text messages: short, only to confirmed telephones of people who agreed to them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.consents import TEXT_MESSAGES
from accounts.models import User
from accounts.selectors import agreed_to
from core.addresses import path_on_this_site
from core.brand import recent_brand
from core.notifications import kinds, values_of, words
from notifications.channels.registry import TryLater
from notifications.models import Delivery
from notifications.sms.gateway import Gateway, gateway

LONGEST = 300
"""Characters: three parts of a message with Turkish or Arabic letters and their joints."""


class TextMessageChannel:
    label = _("Text message")

    def reachable(self, users: Iterable[User]) -> set[int]:
        if gateway() is None:
            return set()
        confirmed = {user.pk for user in users if user.phone_key and user.phone_verified_at}
        return agreed_to(TEXT_MESSAGES, confirmed) if confirmed else set()

    @contextmanager
    def line(self) -> Iterator[Gateway | None]:
        yield gateway()

    def send(self, delivery: Delivery, line: Gateway | None) -> str:
        if line is None:
            raise TryLater("no SMS gateway", is_line_down=True)
        person = delivery.notification.recipient
        return line.send(to=person.phone_key or "", text=text_of(delivery), reference=str(delivery.uuid))


def text_of(delivery: Delivery) -> str:
    """The title and where it leads, in her language; a title that is too long is cut, the address never."""
    notification = delivery.notification
    kind = kinds[notification.kind]
    with translation.override(notification.recipient.language):
        values = values_of(kind.name, notification.values, notification.recipient)
        title = words(kind.name, "subject", values)
    address = str(values.get(kind.link, ""))
    tail = f"\n{address}" if path_on_this_site(address) else ""
    text = f"{recent_brand().name}: {title}"
    room = LONGEST - len(tail)
    return (text if len(text) <= room else text[: room - 1] + "…") + tail
