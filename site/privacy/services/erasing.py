"""Erasing a person: asked for, some days to change her mind, then carried out in the background."""

import json
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.identifiers import PSEUDONYM_MARK
from accounts.models import STAFF_ROLES, RoleAssignment, User
from core import audit
from core.append_only import ERASURE, open_door
from core.batches import in_batches
from core.models import AuditEntry
from core.notifications import notify
from core.outbox import enqueue
from core.page_cache import purge_public_pages
from core.personal_data import Erasure, erasure_steps
from privacy.exceptions import ErasureNotOpen, StillHasDuties
from privacy.models import ErasedPerson, ErasureRequest, ErasureState
from privacy.selectors.everything import accounts_of, own_holdings
from privacy.selectors.unused import is_unused
from privacy.services.copies import stored_files

TOPIC = "privacy.erase"
TIME_TO_THINK = timedelta(days=14)
UNUSED = "unused"
"""The reason of a request that nobody made: the account is not used (`privacy.services.unused`)."""
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_MANY = 500


def has_duties(person: User) -> bool:
    """Whether she has a role over others, which must be handed over first."""
    held = RoleAssignment.objects.current().filter(user=person, role__in=STAFF_ROLES)
    return person.is_superuser or person.is_staff or held.exists()


def ask_erasure(*, person: User, by: User, reason: str = "") -> ErasureRequest:
    """Ask for it; carried out after TIME_TO_THINK. Asked twice it is one request. Raises StillHasDuties."""
    if has_duties(person):
        raise StillHasDuties
    try:
        with transaction.atomic():
            asked = ErasureRequest.objects.create(
                person=person, asked_by=by, reason=reason[:300], due_at=timezone.now() + TIME_TO_THINK
            )
            audit.record(action="privacy.erasure_asked", actor=by, about=person, reason=reason)
            enqueue(
                topic=TOPIC,
                key=f"{TOPIC}:{asked.uuid}",
                payload={"request": asked.pk},
                delay=TIME_TO_THINK,
            )
            notify(
                user=person,
                kind="erasure_asked",
                key=f"erasure-asked:{asked.uuid}",
                context={"due": asked.due_at.isoformat()},
            )
            return asked
    except IntegrityError:
        return ErasureRequest.objects.get(person=person, state=ErasureState.ASKED)


@transaction.atomic
def take_back_erasure(*, person: User, by: User) -> None:
    """She changed her mind. Raises ErasureNotOpen."""
    taken = ErasureRequest.objects.filter(person=person, state=ErasureState.ASKED).update(
        state=ErasureState.TAKEN_BACK, closed_at=timezone.now()
    )
    if not taken:
        raise ErasureNotOpen
    audit.record(action="privacy.erasure_taken_back", actor=by, about=person)


def carry_out_request(*, request: ErasureRequest) -> None:
    """Erase her now that the time is over; nothing where it was taken back, is not due, she was given a role since, or an
    account that nobody used is used again."""
    with transaction.atomic():
        asked = ErasureRequest.objects.select_for_update().get(pk=request.pk)
        if asked.state != ErasureState.ASKED or asked.due_at > timezone.now():
            return
        is_unused_one = asked.reason == UNUSED and asked.asked_by_id is None
        if is_unused_one and not is_unused(asked.person):
            asked.state, asked.closed_at = ErasureState.TAKEN_BACK, timezone.now()
            asked.save(update_fields=["state", "closed_at"])
            audit.record(action="privacy.unused_kept", about=asked.person)
            return
        if has_duties(asked.person):
            take_back_erasure(person=asked.person, by=asked.person)
            return
        asked.state, asked.closed_at = ErasureState.DONE, timezone.now()
        asked.save(update_fields=["state", "closed_at"])
        if is_unused_one:
            # The request's own reason is cleared with the rest; this is what proves why she was erased.
            audit.record(action="privacy.unused_erased", about=asked.person)
        erase_person(person=asked.person)


def erase_person(*, person: User, pseudonym: str = "") -> ErasedPerson:
    """Erase somebody with all her accounts. Rows that must stay show her pseudonym. Twice is once.

    Everything is one transaction; files and caches go after it.
    """
    with transaction.atomic():
        *closed, mine = reversed(accounts_of(person))
        for account in closed:
            _erase_account(account, "")
        return _erase_account(mine, pseudonym)


def reapply_erasures() -> int:
    """Erase again whom the ledger or the list names and the database (an older backup) still knows. Returns how many."""
    known = {str(row.person_uuid): row.pseudonym for row in ErasedPerson.objects.all()}
    known |= {line["person"]: line["pseudonym"] for line in _ledger_lines()}
    again = 0
    for person in User.objects.filter(uuid__in=list(known)).order_by("pk"):
        if person.username != known[str(person.uuid)]:
            erase_person(person=person, pseudonym=known[str(person.uuid)])
            again += 1
    return again


def _erase_account(person: User, pseudonym: str) -> ErasedPerson:
    person = User.objects.select_for_update().get(pk=person.pk)
    known = ErasedPerson.objects.filter(person_uuid=person.uuid).first()
    if known is not None and person.username == known.pseudonym:
        return known
    pseudonym = pseudonym or (known.pseudonym if known else make_pseudonym())
    erased = known or ErasedPerson.objects.create(person_uuid=person.uuid, pseudonym=pseudonym)
    tables = own_holdings()
    files = [
        (storage, name)
        for holding in tables
        for _row, storage, name in stored_files(holding, holding.of(person))
    ]
    hers = {
        holding.model.lower(): list(holding.of(person).values_list("pk", flat=True)) for holding in tables
    }
    for step in erasure_steps:
        step(person)
    with open_door(ERASURE):
        _clear_log(hers)
        # Whoever is found by her identifiers must be found before they are gone: the person's own row comes last.
        for holding in sorted(tables, key=lambda one: one.model == User._meta.label):
            rows = holding.rows.filter(pk__in=hers[holding.model.lower()])
            if holding.erasure == Erasure.DELETE:
                rows.delete()
            elif holding.cleared:
                rows.update(**holding.values_after(pseudonym))
    audit.record(action="privacy.erased", about=person, data={"pseudonym": pseudonym})
    transaction.on_commit(lambda: _after(erased, files))
    return erased


def make_pseudonym() -> str:
    """A name that says nothing and that nobody can choose: user names cannot begin with this sign."""
    return PSEUDONYM_MARK + "".join(secrets.choice(_ALPHABET) for _index in range(10))


def _clear_log(hers: dict[str, list[int]]) -> None:
    """Reasons and details that the log has about any of her rows, not only about her."""
    for label, ids in hers.items():
        for batch in in_batches(ids, _MANY):
            AuditEntry.objects.filter(
                ~Q(reason="") | ~Q(data={}), object_type=label, object_id__in=[str(pk) for pk in batch]
            ).update(reason="", data={})


def _after(erased: ErasedPerson, files: list[tuple[Storage, str]]) -> None:
    """What a database cannot take back is done last. A second run finds nothing left to do."""
    for storage, name in files:
        storage.delete(name)
    purge_public_pages()
    _write_ledger(erased)


def _write_ledger(erased: ErasedPerson) -> None:
    """The list lies beside the database, so that restoring an older backup does not lose it."""
    ledger = Path(settings.ERASURE_LEDGER)
    ledger.parent.mkdir(parents=True, exist_ok=True)
    line = {
        "person": str(erased.person_uuid),
        "pseudonym": erased.pseudonym,
        "at": erased.erased_at.isoformat(),
    }
    with ledger.open("a", encoding="utf-8") as target:
        target.write(json.dumps(line) + "\n")


def _ledger_lines() -> list[dict[str, Any]]:
    ledger = Path(settings.ERASURE_LEDGER)
    if not ledger.is_file():
        return []
    return [json.loads(line) for line in ledger.read_text(encoding="utf-8").splitlines() if line.strip()]
