"""How a person wants to be told."""

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from django.db import transaction

from core.notifications import EMAIL, Kind, kinds
from notifications.models import Choice, ToldHow


def can_choose(kind: Kind, channel: str) -> bool:
    """Whether people decide about this kind by this channel at all."""
    return not kind.is_essential and channel in kind.offered


@transaction.atomic
def choose(*, user: Any, wanted: Mapping[tuple[str, str], bool]) -> None:
    """Keep what she chose, by kind and channel. What nobody can choose is passed over; defaults are not stored."""
    for (name, channel), is_on in wanted.items():
        kind = kinds.get(name)
        if kind is None or not can_choose(kind, channel):
            continue
        rows = Choice.objects.filter(user=user, kind=name, channel=channel)
        if is_on == (channel in kind.channels):
            rows.delete()
        else:
            Choice.objects.update_or_create(user=user, kind=name, channel=channel, defaults={"is_on": is_on})


@transaction.atomic
def set_told_how(*, user: Any, digest: str, quiet_from: time | None, quiet_until: time | None) -> ToldHow:
    """Set how often mails come and when nothing is sent. Quiet hours with one end, or none between them, are none."""
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        quiet_from = quiet_until = None
    row, _is_new = ToldHow.objects.update_or_create(
        user=user, defaults={"digest": digest, "quiet_from": quiet_from, "quiet_until": quiet_until}
    )
    return row


def stop_mails(*, user: Any, kind: str = "") -> list[Kind]:
    """No more mails of a kind ("": of all that can be stopped). Returns which ones stopped; twice is once."""
    stopped = _stoppable(kind)
    choose(user=user, wanted={(one.name, EMAIL): False for one in stopped})
    return stopped


def _stoppable(kind: str) -> list[Kind]:
    found: Iterable[Kind] = kinds if not kind else filter(None, [kinds.get(kind)])
    return [one for one in found if can_choose(one, EMAIL)]
