"""Years of birth and guardians' consents. Every act is in the audit log, without the guardian's name."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.exceptions import GuardianWrong
from accounts.guardianship import is_believable_year
from accounts.models import BirthYear, GuardianConsent, User
from accounts.signals import guardianship_changed
from core import audit


@transaction.atomic
def tell_birth_year(*, user: User, year: int, by: User) -> BirthYear:
    """Keep the year she was born in. What she told herself once only the office changes, else it would stop nobody.

    Raises GuardianWrong("year", …).
    """
    if not is_believable_year(year, timezone.localdate()):
        raise GuardianWrong("year", "unbelievable")
    known = BirthYear.objects.select_for_update().filter(user=user).first()
    if known is not None and known.year == year:
        return known
    if known is not None and by.pk == user.pk:
        raise GuardianWrong("year", "told_before")
    row, _is_new = BirthYear.objects.update_or_create(
        user=user,
        defaults={
            "year": year,
            "told_at": timezone.now(),
            "told_by": by,
            "seen_of_age_at": None,
            "seen_by": None,
        },
    )
    audit.record(action="accounts.birth_year_told", actor=by, about=user)
    guardianship_changed.send(sender=BirthYear, user=user, by=by)
    return row


@transaction.atomic
def confirm_of_age(*, user: User, by: User) -> None:
    """Somebody of the office has seen that she is 18 by now. Raises GuardianWrong when her year is not known."""
    row = BirthYear.objects.select_for_update().filter(user=user).first()
    if row is None:
        raise GuardianWrong("year", "unknown")
    if row.seen_of_age_at is None:
        row.seen_of_age_at, row.seen_by = timezone.now(), by
        row.save(update_fields=["seen_of_age_at", "seen_by"])
        audit.record(action="accounts.of_age_confirmed", actor=by, about=user)
        guardianship_changed.send(sender=BirthYear, user=user, by=by)


@transaction.atomic
def record_guardian_consent(
    *, user: User, guardian_name: str, way: str, given_on: date, covers_name: bool, by: User
) -> GuardianConsent:
    """Note down that her guardian agreed; an earlier consent ends with it. Raises GuardianWrong."""
    name = " ".join(guardian_name.split())
    if not name:
        raise GuardianWrong("guardian_name", "missing")
    if given_on > timezone.localdate():
        raise GuardianWrong("given_on", "future")
    User.objects.select_for_update().get(pk=user.pk)
    _end(user, by)
    consent = GuardianConsent.objects.create(
        user=user, guardian_name=name, way=way, given_on=given_on, covers_name=covers_name, recorded_by=by
    )
    audit.record(
        action="accounts.guardian_agreed",
        actor=by,
        about=user,
        data={"way": way, "given_on": given_on.isoformat(), "covers_name": covers_name},
    )
    guardianship_changed.send(sender=GuardianConsent, user=user, by=by)
    return consent


@transaction.atomic
def withdraw_guardian_consent(*, user: User, by: User, reason: str) -> None:
    """Her guardian took it back: it counts at once. Nothing in force is nothing done."""
    if _end(user, by):
        audit.record(action="accounts.guardian_took_back", actor=by, about=user, reason=reason)
        guardianship_changed.send(sender=GuardianConsent, user=user, by=by)


def _end(user: User, by: User) -> int:
    return GuardianConsent.objects.filter(user=user, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_by=by
    )
