"""Certificate and CertificateRevocation. Written by `certificates.services`; what was issued never changes."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.languages import in_language
from lms.progress.models import CourseCompletion


def make_code() -> str:
    """160 random bits as 32 letters and digits (security statement 19)."""
    alphabet = "abcdefghijkmnpqrstuvwxyz23456789"
    return "".join(secrets.choice(alphabet) for _index in range(32))


class Certificate(models.Model):
    """One completion's certificate: the names and titles as they were on the day of issue."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=64, unique=True, default=make_code)
    completion = models.OneToOneField(CourseCompletion, on_delete=models.PROTECT, related_name="certificate")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates"
    )
    holder_name = models.CharField(max_length=220)
    course_titles = models.JSONField(help_text="Title by language.")
    details = models.JSONField(
        default=dict, help_text="Hours, programme, partners, funder line, on the day of issue."
    )
    issued_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.holder_name} · {self.code[:6]}"

    @property
    def course_title(self) -> str:
        """The course's title in the language of this request."""
        return in_language(self.course_titles)

    @property
    def number(self) -> str:
        """The code in groups of four, to be read aloud or copied by hand."""
        return "-".join(self.code[start : start + 4] for start in range(0, len(self.code), 4))


class CertificateFile(models.Model):
    """The certificate as PDF in one language; the hash tells an altered file from ours."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="files")
    language = models.CharField(max_length=2)
    path = models.CharField(max_length=200, help_text="Name in the private storage.")
    sha256 = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "language"], name="lms_certificate_file_once")
        ]

    def __str__(self) -> str:
        return self.path


class CertificateRevocation(models.Model):
    """Asked by one person, in force once a second one approves (security statement 11). Append-only after that."""

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="revocation")
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("asked_by")),
                name="lms_revocation_two_people",
            )
        ]

    def __str__(self) -> str:
        return f"{self.certificate}: {self.reason}"
