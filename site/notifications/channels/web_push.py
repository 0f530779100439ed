"""Messages to the browsers and telephones on which a person switched them on."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import requests
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.addresses import path_on_this_site
from core.brand import recent_brand
from core.languages import RTL_LANGUAGES
from core.notifications import kinds, values_of, words
from notifications.channels.registry import Refused, TryLater
from notifications.models import Delivery, PushSubscription
from notifications.push.keys import private_key
from notifications.push.sending import ROOM, post


class WebPushChannel:
    label = _("Message on my device")

    def reachable(self, users: Iterable[User]) -> set[int]:
        if private_key() is None:
            return set()
        return set(PushSubscription.objects.filter(user__in=list(users)).values_list("user_id", flat=True))

    @contextmanager
    def line(self) -> Iterator[requests.Session]:
        with requests.Session() as session:
            yield session

    def send(self, delivery: Delivery, line: requests.Session) -> str:
        """To each of her devices; told is told when one of them took it. One that gave its subscription up is forgotten."""
        person, taken, later = delivery.notification.recipient, "", None
        message = message_of(delivery)
        rows = list(PushSubscription.objects.filter(user=person).order_by("-pk"))
        for row in rows:
            try:
                taken = post(
                    endpoint=row.endpoint,
                    p256dh=row.p256dh,
                    auth=row.auth,
                    message=message,
                    topic=delivery.uuid.hex,
                    line=line,
                ) or str(row.pk)
            except Refused as refusal:
                if refusal.is_address_dead:
                    row.delete()
            except TryLater as problem:
                later = problem
            else:
                PushSubscription.objects.filter(pk=row.pk).update(last_told_at=timezone.now())
        if taken:
            return taken
        raise later or Refused("no device takes it any more")


TITLE_BYTES = 300
"""More than any telephone shows."""


def _cut(text: str, most: int) -> str:
    """At most so many bytes, with an ellipsis where something is missing."""
    raw = text.encode()
    return text if len(raw) <= most else raw[: most - 3].decode(errors="ignore") + "…"


def message_of(delivery: Delivery) -> dict[str, Any]:
    """What the service worker shows, in her language: a title, a sentence and where it leads."""
    notification = delivery.notification
    language = notification.recipient.language
    kind = kinds[notification.kind]
    with translation.override(language):
        values = values_of(kind.name, notification.values, notification.recipient)
        title, text = words(kind.name, "subject", values), words(kind.name, "line", values)
    title = _cut(title, TITLE_BYTES)
    text = _cut(text, ROOM - len(title.encode()))
    return {
        "title": title,
        "body": text,
        "site": recent_brand().name,
        "address": path_on_this_site(str(values.get(kind.link, ""))) or "/",
        "tag": delivery.uuid.hex,
        "lang": language,
        "dir": "rtl" if language in RTL_LANGUAGES else "ltr",
    }
