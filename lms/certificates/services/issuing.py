"""Issue a certificate and make its files."""

import hashlib
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from core.addresses import paths_by_language
from core.brand import recent_brand
from core.notifications import notify
from core.outbox import enqueue
from lms.certificates.models import Certificate, CertificateFile
from lms.certificates.services.typesetting import typeset
from lms.programmes.models import Programme, ProgrammePartner
from lms.progress.models import CourseCompletion

TYPESET = "lms.certificates.typeset"
EUROPEAN_UNION = frozenset({"avrupa-birligi", "european-union", "eu"})
"""Codes under which the European Union is kept as an organisation: as a funder it has its emblem shown (A-03)."""


def issue_certificate(*, completion: CourseCompletion) -> Certificate | None:
    """Issue the certificate of a completed course, with names and titles as they are now; the PDFs follow in the worker.

    Twice is once. None where the edition gives no certificate.
    """
    if not completion.edition.rules.get("offers_certificate", False):
        return None
    enrolment = completion.enrolment
    with transaction.atomic():
        certificate, is_new = Certificate.objects.get_or_create(
            completion=completion,
            defaults={
                "holder": enrolment.user,
                "holder_name": enrolment.user.get_full_name(),
                "course_titles": completion.edition.outline["titles"],
                "details": _details(completion),
            },
        )
        if is_new:
            enqueue(
                topic=TYPESET, key=f"{TYPESET}:{certificate.uuid}", payload={"certificate": certificate.pk}
            )
    return certificate


def make_files(*, certificate: Certificate) -> list[CertificateFile]:
    """Typeset the PDF in every language that is still missing, and tell the holder. Safe to run again."""
    storage = storages["private"]
    made = []
    for language, _name in settings.LANGUAGES:
        if certificate.files.filter(language=language).exists():
            continue
        content = typeset(certificate, language)
        path = f"certificates/{certificate.uuid}/{language}.pdf"
        if storage.exists(path):
            # Left by a worker that was killed between writing the file and its row.
            storage.delete(path)
        storage.save(path, ContentFile(content))
        made.append(
            CertificateFile.objects.create(
                certificate=certificate,
                language=language,
                path=path,
                sha256=hashlib.sha256(content).hexdigest(),
            )
        )
    if made:
        holder = certificate.holder
        notify(
            user=holder,
            kind="certificate_ready",
            key=f"certificate:{certificate.uuid}",
            context={
                "course": certificate.course_titles,
                "address": paths_by_language("lms:certificate-detail", certificate.uuid),
                "funder_line": certificate.details.get("funder_line") or "",
            },
        )
    return made


def _details(completion: CourseCompletion) -> dict[str, Any]:
    """What else is printed: hours of the edition, programme, track, group, partners, funding line."""
    membership, our = completion.enrolment.membership, recent_brand()
    details: dict[str, Any] = {
        "hours": completion.edition.rules.get("hours", ""),
        "edition": completion.edition.number,
        "issuer": our.name or settings.SITE_NAME,
        "logo": our.logo.picture if our.logo else None,
    }
    if membership is None:
        return details
    cohort = membership.cohort
    programme: Programme = cohort.programme
    partners = [
        {"name": row.organisation.name, "code": row.organisation.code, "part": row.part}
        for row in programme.partner_rows.select_related("organisation")
    ]
    implementers = [row["name"] for row in partners if row["part"] == ProgrammePartner.Part.IMPLEMENTER]
    return {
        **details,
        "programme": programme.names(),
        "programme_code": programme.code,
        "track": cohort.track.names(),
        "group": cohort.name,
        "partners": partners,
        "issuer": ", ".join(implementers) or settings.SITE_NAME,
        "funder_line": programme.funder_line,
        "has_european_emblem": any(
            row["part"] == ProgrammePartner.Part.FUNDER and row["code"] in EUROPEAN_UNION for row in partners
        ),
    }
