"""Where a person stopped: the newest state of a package's version and of its parts, by the clock of who sent it."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from lms.xapi.models import ActivityState, Launch
from lms.xapi.services.launching import place_of

MAX_STATE = 256 * 1024
"""Characters of one state: the largest seen of any content type is a tenth of it."""
AHEAD_MS = 60_000
"""How far a sender's clock may be ahead."""
MAX_PARTS = 64
"""Parts of one package that may keep a state: each is a row."""


class StateTooLarge(Exception):
    """A state, or the number of states, is beyond what is kept."""


def save_state(*, launch: Launch, sub: str, state: str, sequence: int) -> bool:
    """Keep a state. False when a newer one is there already (reliability 17). Raises StateTooLarge.

    sequence: ms since 1970 by the sender's clock, set by the server's; one from the future counts as from now, else it
    would keep everything later away.
    """
    if len(state) > MAX_STATE:
        raise StateTooLarge
    sequence = min(sequence, int(timezone.now().timestamp() * 1000) + AHEAD_MS)
    where = {
        "user": launch.user,
        "place": place_of(launch),
        "version_key": launch.version_key,
        "sub_content": sub,
    }
    fresh = {"state": state, "sequence": sequence, "saved_at": timezone.now()}
    rows = ActivityState.objects.filter(**where)
    if rows.filter(sequence__lt=sequence).update(**fresh):
        return True
    if not rows.exists():
        parts = ActivityState.objects.filter(
            user=launch.user, place=where["place"], version_key=launch.version_key
        )
        if parts.count() >= MAX_PARTS:
            raise StateTooLarge
        try:
            with transaction.atomic():
                ActivityState.objects.create(**where, **fresh)
        except IntegrityError:
            # Two devices at once: the other was first, and the newer of the two stays.
            return bool(rows.filter(sequence__lt=sequence).update(**fresh))
        return True
    # The same one again: its answer was lost on the way.
    return rows.filter(sequence=sequence, state=state).exists()


def states_of(*, user: Any, place: UUID, version_key: UUID) -> dict[str, str]:
    """Her states of a version in a place, by part ("" is the whole). One query."""
    rows = ActivityState.objects.filter(user=user, place=place, version_key=version_key).exclude(state="")
    return dict(rows.values_list("sub_content", "state"))


def forget_states(*, user: Any, place: UUID, version_key: UUID) -> None:
    """She begins anew: empty what she left. What is sent late from before then stays away."""
    rows = ActivityState.objects.filter(user=user, place=place, version_key=version_key)
    rows.exclude(state="").update(state="", sequence=F("sequence") + 1, saved_at=timezone.now())
