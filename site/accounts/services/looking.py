"""Beginning and ending to look as another person: both in the audit log, and she is told.

An end is written once: by the one who looked, by her signing out, or after half an hour at the latest by the outbox.
"""

from datetime import timedelta

from django.db import transaction

from accounts.models import User
from core import audit
from core.models import AuditEntry
from core.notifications import notify
from core.outbox import enqueue

LONGEST = timedelta(minutes=30)
BEGAN, ENDED = "accounts.looking_began", "accounts.looking_ended"
TIME_IS_OVER = "accounts.looking_time_over"


@transaction.atomic
def begin_looking(*, by: User, person: User, reason: str) -> AuditEntry:
    """Note down that `by` looks as `person`, and tell her. The answer is the entry, whose number ends it."""
    entry = audit.record(action=BEGAN, actor=by, about=person, reason=reason)
    notify(
        user=person,
        kind="looked_at",
        key=f"looked-at:{entry.pk}",
        names=by,
        context={"by": by.get_full_name(), "reason": reason, "at": entry.at.isoformat()},
    )
    enqueue(topic=TIME_IS_OVER, key=f"looking-over:{entry.pk}", payload={"number": entry.pk}, delay=LONGEST)
    return entry


@transaction.atomic
def end_looking(*, number: int, how: str) -> None:
    """Note down that it has ended. `how`: button, sign-out, time or rights. Twice is once."""
    began = AuditEntry.objects.select_for_update().get(pk=number, action=BEGAN)
    person = User(pk=int(began.object_id))
    ended = AuditEntry.objects.filter(
        object_type=began.object_type, object_id=began.object_id, action=ENDED, data__number=number
    )
    if not ended.exists():
        audit.record(action=ENDED, actor=began.actor, about=person, data={"number": number, "how": how})
