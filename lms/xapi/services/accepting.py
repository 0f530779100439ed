"""Taking what a package reports: once, for its own launch, while the launch is open (security statement 17)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lms.xapi.enums import Refusal
from lms.xapi.exceptions import LaunchOver
from lms.xapi.models import Launch, Statement
from lms.xapi.rules.completing import Frame, complete
from lms.xapi.rules.moments import BadMoment, clamp, read_moment
from lms.xapi.rules.reading import Refused, Said, read_statement
from lms.xapi.services.launching import activity_id
from lms.xapi.signals import statement_stored

MOST_OF_A_LAUNCH = 5_000
"""Statements that one launch may hold: an interactive video of an hour reports some hundreds."""
_NOT_HERS_TO_SAY = ("actor", "authority", "id", "stored", "timestamp", "version")


@dataclass(frozen=True)
class Accepted:
    """What became of the items, by key. refused: (key as it was sent, code of a Refusal)."""

    stored: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def accept_statements(
    *, launch: Launch, items: Sequence[Any], now: datetime | None = None, language: str = ""
) -> Accepted:
    """Store what a frame reported, each once by its key, and tell what became of every item.

    items: {"key": uuid, "statement": {...}, "at": ISO time by the sender's clock}. A key that is there already is
    answered as repeated and changes nothing; a bad item is refused alone, so that it holds up no other of a phone that
    was off line. `statement_stored` is sent inside the transaction: what follows from the statements stands or falls
    with them. Raises LaunchOver (expired, ended, or she is not in the course any more).
    """
    now = now or timezone.now()
    # The row is the queue: two requests of one launch come one after the other. Its key stays free, for another device's
    # attempt refers to it while this one waits for the enrolment.
    launch = (
        Launch.objects.select_for_update(of=("self",), no_key=True)
        .select_related("user", "enrolment")
        .get(pk=launch.pk)
    )
    if not launch_is_open(launch, now):
        raise LaunchOver
    accepted = Accepted()
    rows: list[Statement] = []
    seen = _known_keys(launch, items)
    room = MOST_OF_A_LAUNCH - launch.statements.count()
    frame, since = _frame_of(launch, language), _begun_at(launch)
    for item in items:
        key = _read_key(item)
        if key is None:
            accepted.refused.append((_sent_key(item), Refusal.KEY.value))
        elif key in seen:
            accepted.repeated.append(str(key))
        elif room <= len(rows):
            accepted.refused.append((str(key), Refusal.FULL.value))
        else:
            try:
                rows.append(_row(launch, frame, key, item, since, now))
            except Refused as problem:
                accepted.refused.append((str(key), problem.code.value))
            else:
                seen.add(key)
                accepted.stored.append(str(key))
    if rows:
        stored = Statement.objects.bulk_create(rows)
        statement_stored.send(sender=Statement, launch=launch, statements=stored)
    return accepted


def launch_is_open(launch: Launch, now: datetime) -> bool:
    """Whether it takes statements: by its own dates, its person's account and the enrolment, as they stand now."""
    enrolment = launch.enrolment
    is_hers = enrolment is None or (enrolment.user_id == launch.user_id and enrolment.state == "active")
    return launch.ended_at is None and now < launch.expires_at and launch.user.is_active and is_hers


def actor_name(user: Any) -> str:
    """The account name that stands for a person in statements: always the same, and nobody can tell whose it is."""
    return salted_hmac("lms.xapi.actor", str(user.uuid), algorithm="sha256").hexdigest()[:40]


def _frame_of(launch: Launch, language: str) -> Frame:
    return Frame(
        home=settings.WAGTAILADMIN_BASE_URL,
        actor=actor_name(launch.user),
        registration=launch.registration,
        main_activity=activity_id(launch),
        language=language,
    )


def _known_keys(launch: Launch, items: Sequence[Any]) -> set[UUID]:
    keys = {key for key in map(_read_key, items) if key is not None}
    return set(launch.statements.filter(key__in=keys).values_list("key", flat=True))


def _read_key(item: Any) -> UUID | None:
    try:
        return UUID(item["key"]) if isinstance(item, Mapping) else None
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def _sent_key(item: Any) -> str:
    return str(item.get("key", ""))[:64] if isinstance(item, Mapping) else ""


def _begun_at(launch: Launch) -> datetime:
    """When the attempt was first opened: what waited on a phone comes through a later launch of the same attempt."""
    earlier = Launch.objects.filter(registration=launch.registration, user=launch.user)
    return earlier.aggregate(first=Min("launched_at"))["first"] or launch.launched_at


def _row(
    launch: Launch, frame: Frame, key: UUID, item: Mapping[str, Any], since: datetime, now: datetime
) -> Statement:
    raw = item.get("statement")
    said = read_statement(raw, main_activity=frame.main_activity)
    try:
        said_at = clamp(read_moment(item.get("at")), begun_at=since, now=now)
    except BadMoment:
        raise Refused(Refusal.TIME) from None
    uuid = uuid4()
    return Statement(
        uuid=uuid,
        launch=launch,
        key=key,
        actor=frame.actor,
        verb=said.verb,
        activity_id=said.activity_id,
        score_raw=said.score.raw,
        score_min=said.score.least,
        score_max=said.score.most,
        scaled=said.score.scaled,
        success=said.success,
        completion=said.completion,
        duration=said.duration,
        raw=_without_persons(raw),
        document=_document(said, frame, uuid, said_at, now),
        said_at=said_at,
        stored_at=now,
    )


def _document(said: Said, frame: Frame, uuid: UUID, said_at: datetime, now: datetime) -> dict[str, Any]:
    return complete(said, frame, uuid=uuid, said_at=said_at, stored_at=now)


def _without_persons(raw: Any) -> dict[str, Any]:
    """Nothing that only the server may say is kept, and no name that a content may have been given."""
    return {name: value for name, value in raw.items() if name not in _NOT_HERS_TO_SAY}
