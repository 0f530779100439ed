"""Erasing accounts that nobody uses, by itself: counted first, told next, erased last, each step in the log.

Counted with the monthly look (a dry run that administrators are told of). Whoever was unused at a look that is
LOOKED_FIRST old is told, and has settings.UNUSED_ACCOUNT_NOTICE_DAYS to sign in, which is all it takes to stay.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from core import audit
from core.notifications import notify
from core.outbox import enqueue
from privacy.models import ErasureRequest, ErasureState, RetentionRun
from privacy.selectors.unused import unused_people
from privacy.services.erasing import TOPIC, UNUSED

COUNTED = "unused accounts"
"""Under which a look has their number, beside the tables."""
LOOKED_FIRST = timedelta(days=14)
MOST_A_DAY = 500


def tell_unused() -> int:
    """Tell whoever was unused at the newest look that is old enough, and still is. Returns how many were told now."""
    now = timezone.now()
    looks = RetentionRun.objects.filter(made_at__lte=now - LOOKED_FIRST, found__has_key=COUNTED)
    look = looks.order_by("-made_at").first()
    if look is None:
        return 0
    people = unused_people(look.made_at).exclude(erasure_requests__state=ErasureState.ASKED)
    return sum(_tell(person) for person in people.order_by("pk")[:MOST_A_DAY])


def keep_if_told(person: User | AnonymousUser) -> bool:
    """She signed in: what was planned because nobody used the account is off. Whether there was anything. One query."""
    kept = ErasureRequest.objects.filter(
        person_id=person.pk, state=ErasureState.ASKED, asked_by=None, reason=UNUSED
    ).update(state=ErasureState.TAKEN_BACK, closed_at=timezone.now())
    if kept:
        audit.record(action="privacy.unused_kept", actor=person, about=User(pk=person.pk))
    return bool(kept)


def _tell(person: User) -> bool:
    wait = timedelta(days=settings.UNUSED_ACCOUNT_NOTICE_DAYS)
    try:
        with transaction.atomic():
            planned = ErasureRequest.objects.create(
                person=person, asked_by=None, reason=UNUSED, due_at=timezone.now() + wait
            )
            audit.record(action="privacy.unused_told", about=person, data={"due": planned.due_at.isoformat()})
            enqueue(topic=TOPIC, key=f"{TOPIC}:{planned.uuid}", payload={"request": planned.pk}, delay=wait)
            notify(
                user=person,
                kind="unused_account",
                key=f"unused-account:{planned.uuid}",
                context={"due": planned.due_at.isoformat()},
            )
    except IntegrityError:
        # She asked for it herself a moment ago.
        return False
    return True
