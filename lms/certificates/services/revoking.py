"""Take a certificate back: one person asks, another approves (security statement 11)."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.addresses import paths_by_language
from core.audit import record
from core.notifications import notify
from lms.certificates.exceptions import AlreadyAsked, AlreadyRevoked, SecondPersonNeeded
from lms.certificates.models import Certificate, CertificateRevocation


def ask_revocation(*, certificate: Certificate, reason: str, by: Any) -> CertificateRevocation:
    """Ask for it; nothing changes for the holder yet. Raises AlreadyAsked."""
    try:
        with transaction.atomic():
            revocation = CertificateRevocation.objects.create(
                certificate=certificate, reason=reason[:300], asked_by=by
            )
            record(action="certificate.revocation_asked", actor=by, about=certificate, reason=reason)
            return revocation
    except IntegrityError as error:
        raise AlreadyAsked from error


def approve_revocation(*, revocation: CertificateRevocation, by: Any) -> CertificateRevocation:
    """Put it in force, for good. Raises SecondPersonNeeded, AlreadyRevoked."""
    with transaction.atomic():
        current = (
            CertificateRevocation.objects.select_for_update(of=("self",))
            .select_related("certificate__holder")
            .filter(pk=revocation.pk)
            .first()
        )
        if current is None or current.approved_at is not None:
            raise AlreadyRevoked
        if current.asked_by_id == by.pk:
            raise SecondPersonNeeded
        current.approved_by, current.approved_at = by, timezone.now()
        current.save(update_fields=["approved_by", "approved_at"])
        certificate = current.certificate
        record(action="certificate.revoked", actor=by, about=certificate, reason=current.reason)
        notify(
            user=certificate.holder,
            kind="certificate_revoked",
            key=f"certificate-revoked:{certificate.uuid}",
            context={
                "course": certificate.course_titles,
                "reason": current.reason,
                "address": paths_by_language("lms:certificate-detail", certificate.uuid),
            },
        )
        return current


def decline_revocation(*, revocation: CertificateRevocation, by: Any) -> None:
    """Say no, or take the request back; the audit log keeps that it was asked. Raises AlreadyRevoked."""
    with transaction.atomic():
        current = CertificateRevocation.objects.select_related("certificate").filter(pk=revocation.pk).first()
        if current is None:
            return
        if current.approved_at is not None:
            raise AlreadyRevoked
        record(
            action="certificate.revocation_declined",
            actor=by,
            about=current.certificate,
            reason=current.reason,
        )
        current.delete()
