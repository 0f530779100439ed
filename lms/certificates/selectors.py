"""Readings of certificates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import BigAutoField, QuerySet

from accounts.guardians import is_named_in_public
from core import turkish
from core.kept_queries import KeptQuery
from core.languages import in_language
from lms.certificates.models import Certificate, CertificateFile, CertificateRevocation

VALID, REVOKED, UNKNOWN = "valid", "revoked", "unknown"


@dataclass(frozen=True)
class Verification:
    """What a stranger may know: of a valid certificate the holder's name (of somebody under 18 only where her guardian
    agreed to that), course, date and issuer; of a revoked one only since when it is revoked (security statement 19)."""

    state: str
    name: str = ""
    course: str = ""
    issued_at: datetime | None = None
    issuer: str = ""
    revoked_at: datetime | None = None


def plain_code(text: str) -> str:
    """A code as it is stored, however it was copied: spaces and dashes out, small letters."""
    return "".join(letter for letter in text.lower() if letter.isascii() and letter.isalnum())[:64]


def certificate_by_code(code: str) -> Certificate | None:
    """The certificate with this code, with its revocation. One query."""
    plain = plain_code(code)
    if not plain:
        return None
    return Certificate.objects.select_related("revocation").filter(code=plain).first()


def is_revoked(certificate: Certificate) -> bool:
    """Whether a revocation is in force (asked is not enough)."""
    revocation = getattr(certificate, "revocation", None)
    return revocation is not None and revocation.approved_at is not None


def verify(certificate: Certificate | None) -> Verification:
    """The answer of the public verification page."""
    if certificate is None:
        return Verification(UNKNOWN)
    if is_revoked(certificate):
        return Verification(REVOKED, revoked_at=certificate.revocation.approved_at)
    return Verification(
        VALID,
        name=certificate.holder_name if is_named_in_public(certificate.holder_id) else "",
        course=in_language(certificate.course_titles),
        issued_at=certificate.issued_at,
        issuer=certificate.details.get("issuer") or settings.SITE_NAME,
    )


def certificate_of_file(sha256: str) -> Certificate | None:
    """The certificate that a file with this digest is; None when we never made such a file. One query."""
    file = CertificateFile.objects.select_related("certificate__revocation").filter(sha256=sha256).first()
    return file.certificate if file else None


def certificates_of(user: Any) -> list[Certificate]:
    """Her certificates, the newest first. One query."""
    return _OF_A_PERSON.rows(user.pk)


_OF_A_PERSON = KeptQuery(
    lambda holder: (
        Certificate.objects.filter(holder=holder).select_related("revocation").order_by("-issued_at")
    ),
    BigAutoField(),
)


def certificate_of_enrolment(enrolment_id: int) -> Certificate | None:
    """The certificate of a completed course, with its revocation. One query."""
    found: Certificate | None = _OF_AN_ENROLMENT.first(enrolment_id)
    return found


_OF_AN_ENROLMENT = KeptQuery(
    lambda enrolment: (
        Certificate.objects.filter(completion__enrolment=enrolment)
        .select_related("revocation")
        .order_by("pk")[:1]
    ),
    BigAutoField(),
)


def languages_ready(certificate: Certificate) -> list[str]:
    """Languages in which the PDF exists, in the site's order. One query."""
    made = set(certificate.files.values_list("language", flat=True))
    return [code for code, _name in settings.LANGUAGES if code in made]


def find_certificates(certificates: QuerySet[Certificate], words: str) -> QuerySet[Certificate]:
    """Those whose number begins so or whose holder is called so, Turkish spelling aside; newest first."""
    found = certificates.order_by("-issued_at", "-pk")
    words = words.strip()
    if not words:
        return found
    plain = plain_code(words)
    by_name = found.filter(holder__sort_name__contains=turkish.sort_key(words)[:100])
    return by_name | found.filter(code__startswith=plain) if len(plain) >= 4 else by_name


def asked_revocations(certificates: QuerySet[Certificate]) -> list[CertificateRevocation]:
    """Those that wait for a second person, the oldest first. One query."""
    return list(
        CertificateRevocation.objects.filter(certificate__in=certificates.values("pk"), approved_at=None)
        .select_related("certificate", "asked_by")
        .order_by("asked_at")
    )
