"""Notifications in words, in the language of the reader. No queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from core.addresses import path_on_this_site
from core.notifications import kinds, values_of, words
from notifications.models import Notification


@dataclass(frozen=True)
class Said:
    """A notification as it is read: `path` leads to what it is about, "" when nothing does."""

    uuid: str
    kind: str
    title: str
    line: str
    path: str
    icon: str
    at: datetime
    is_read: bool


@dataclass(frozen=True)
class Day:
    """What was told on one day."""

    day: date
    items: list[Said]


def put_into_words(notification: Notification) -> Said:
    """The notification in the active language; one of a kind that is no longer known has no words but its name."""
    kind = kinds.get(notification.kind)
    if kind is None:
        return _said(notification, title=notification.kind.replace("_", " "), line="", path="")
    values = values_of(kind.name, notification.values, person=None)
    return _said(
        notification,
        title=words(kind.name, "subject", values),
        line=words(kind.name, "line", values),
        path=path_on_this_site(str(values.get(kind.link, ""))),
    )


def _said(notification: Notification, *, title: str, line: str, path: str) -> Said:
    return Said(
        uuid=str(notification.uuid),
        kind=notification.kind,
        title=title,
        line=line,
        path=path,
        icon=kind.icon if (kind := kinds.get(notification.kind)) else "bell",
        at=notification.created_at,
        is_read=notification.read_at is not None,
    )


def by_day(notifications: Iterable[Notification]) -> list[Day]:
    """In words and grouped by the day they came, in the given order."""
    days: list[Day] = []
    for notification in notifications:
        day = timezone.localdate(notification.created_at)
        if not days or days[-1].day != day:
            days.append(Day(day, []))
        days[-1].items.append(put_into_words(notification))
    return days
