"""How people want to be told: their choices over the defaults of a kind, read for many people at once."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from core.notifications import EMAIL, Kind
from notifications.models import Choice, Digest, ToldHow
from notifications.quiet_hours import end_of_quiet, next_digest


class Wishes:
    """The wishes of these people. Two queries, however many they are."""

    def __init__(self, user_ids: Collection[int]) -> None:
        ids = list(user_ids)
        self._choices = {
            (choice.user_id, choice.kind, choice.channel): choice.is_on
            for choice in Choice.objects.filter(user__in=ids)
        }
        self._how = {row.user_id: row for row in ToldHow.objects.filter(user__in=ids)}

    def wants(self, user_id: int, kind: Kind, channel: str) -> bool:
        """Whether this person is told of this kind by this channel. What is essential comes as it is by default."""
        is_default = channel in kind.channels
        if kind.is_essential or channel not in kind.offered:
            return is_default
        return self._choices.get((user_id, kind.name, channel), is_default)

    def is_digested(self, user_id: int, kind: Kind, channel: str) -> bool:
        """Whether it waits for her digest of mails."""
        how = self._how.get(user_id)
        return (
            channel == EMAIL
            and how is not None
            and how.digest != Digest.AT_ONCE
            and not (kind.is_essential or kind.is_urgent)
        )

    def due_at(self, user_id: int, kind: Kind, channel: str, now: datetime) -> datetime:
        """When it may leave: now, with her next digest, or at the end of her quiet hours."""
        how = self._how.get(user_id)
        if how is not None and self.is_digested(user_id, kind, channel):
            now = next_digest(timezone.localtime(now), is_weekly=how.digest == Digest.WEEKLY)
        return self.end_of_quiet(user_id, kind, now)

    def end_of_quiet(self, user_id: int, kind: Kind, now: datetime) -> datetime:
        """The first time from `now` that is not in her quiet hours, which what is essential does not wait for."""
        how = self._how.get(user_id)
        if how is None or kind.is_essential:
            return now
        return end_of_quiet(timezone.localtime(now), how.quiet_from, how.quiet_until)
