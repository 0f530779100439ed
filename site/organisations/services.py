"""Writes about firms: their interest, and who answered it."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.addresses import paths_by_language
from core.audit import record
from core.notifications import notify_many
from core.outbox import enqueue
from organisations.access import officers
from organisations.models import FirmInterest

INTEREST_CONSENT_VERSION = "2026-11"
"""Version of the sentence beside the form's box; a change of its meaning needs a new one."""
CONFIRM_TOPIC = "organisations.confirm_interest"
SAME_WITHIN = timedelta(minutes=30)


class InterestAnswered(Exception):
    """The interest was answered by somebody before."""


@transaction.atomic
def leave_interest(*, language: str, **fields: Any) -> FirmInterest:
    """Keep what a visitor from a firm typed, tell the officers, and thank her by mail when she gave an address.

    `fields`: firm_name, person_name, email, phone, province, sector, message. The same sent twice is kept once.
    """
    typed = {
        name: fields.get(name) or "" for name in ("firm_name", "person_name", "email", "phone", "message")
    }
    same = FirmInterest.objects.filter(created_at__gte=timezone.now() - SAME_WITHIN, **typed).first()
    if same is not None:
        return same
    interest = FirmInterest.objects.create(
        **typed,
        province=fields.get("province"),
        sector=fields.get("sector"),
        consent_version=INTEREST_CONSENT_VERSION,
    )
    notify_many(
        user_ids=[officer.pk for officer in _officers_for(interest)],
        kind="firm_interest",
        key=f"firm-interest:{interest.uuid}",
        context={
            "interest": str(interest.uuid),
            "firm_name": interest.firm_name,
            "address": paths_by_language("pages:interest-list"),
        },
    )
    if interest.email:
        enqueue(
            topic=CONFIRM_TOPIC,
            key=f"confirm-interest:{interest.uuid}",
            payload={"interest": str(interest.uuid), "language": language},
        )
    return interest


def _officers_for(interest: FirmInterest) -> list[Any]:
    """Officers; one who is limited to another province is not told."""
    people = []
    for officer in officers().prefetch_related("role_assignments"):
        held = [
            row
            for row in officer.role_assignments.all()
            if row.revoked_at is None and row.role == "programme_officer"
        ]
        provinces = {row.scope_id for row in held if row.scope_kind == "province"}
        is_elsewhere = interest.province_id and all(row.scope_kind == "province" for row in held)
        if not (is_elsewhere and interest.province_id not in provinces):
            people.append(officer)
    return people


@transaction.atomic
def answer_interest(*, interest: FirmInterest, by: Any) -> None:
    """Mark as answered. Raises InterestAnswered when it is already."""
    changed = FirmInterest.objects.filter(pk=interest.pk, answered_at=None).update(
        answered_at=timezone.now(), answered_by=by
    )
    if not changed:
        raise InterestAnswered
    record(action="organisations.interest_answered", actor=by, about=interest)
