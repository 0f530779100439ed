"""Names of people inside what others were told: gone when the person is erased."""

from typing import Any

from django.utils.translation import gettext

from core.languages import in_each_language
from core.models import OutboxMessage
from core.notifications import TOPIC
from notifications.models import Notification

VALUE = "by"
"""Under which `notify(names=…)` has the name among its values."""


def forget_name(person: Any) -> None:
    """Wherever others were told that she did something, it was "somebody whose account was erased" from now on; also in
    what waits in the queue and what the queue still keeps. Her own notifications go as a whole."""
    nobody = in_each_language(lambda: gettext("Somebody whose account was erased"))
    told = list(Notification.objects.filter(names=person).exclude(recipient=person))
    for one in told:
        one.values = {**one.values, VALUE: nobody}
    Notification.objects.bulk_update(told, ["values"], batch_size=500)
    for message in OutboxMessage.objects.filter(topic=TOPIC, payload__names=person.pk):
        payload = message.payload
        message.payload = {**payload, "context": {**payload.get("context", {}), VALUE: nobody}}
        message.save(update_fields=["payload"])


def forget_value(*, event_key: str, value: str) -> None:
    """Take what somebody typed out of what others were told of this event: a name of a firm that may be a person's."""
    gone = in_each_language(lambda: gettext("(deleted)"))
    told = list(Notification.objects.filter(event_key=event_key))
    for one in told:
        one.values = {**one.values, value: gone}
    Notification.objects.bulk_update(told, ["values"], batch_size=500)
    for message in OutboxMessage.objects.filter(topic=TOPIC, payload__key=event_key):
        payload = message.payload
        message.payload = {**payload, "context": {**payload.get("context", {}), value: gone}}
        message.save(update_fields=["payload"])
