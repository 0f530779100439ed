"""ClassSession and AttendanceRecord. Written by `attendance.services`; records are append-only, the newest counts."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.courses.models import CoursePage
from lms.enrolments.models import Membership
from lms.programmes.models import Cohort


class SessionMode(models.TextChoices):
    FACE_TO_FACE = "face_to_face", _("Face to face")
    LIVE_ONLINE = "live_online", _("Live online")


class ClassSession(models.Model):
    """A meeting of a cohort at a time and place (A-36); cancelled ones stay and count for nothing."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="class_sessions")
    course = models.ForeignKey(CoursePage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    course_key = models.UUIDField(null=True, blank=True, db_index=True)
    title = models.CharField(_("title"), max_length=200)
    mode = models.CharField(
        _("mode"), max_length=20, choices=SessionMode.choices, default=SessionMode.FACE_TO_FACE
    )
    starts_at = models.DateTimeField(_("starts at"), db_index=True)
    ends_at = models.DateTimeField(_("ends at"))
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Room and address, for face to face.")
    )
    link = models.URLField(_("link"), blank=True, help_text=_("Address of the online meeting."))
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_required = models.BooleanField(
        _("counts for attendance"),
        default=True,
        help_text=_("Off: an extra meeting, for example a question hour."),
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="lms_session_times"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Presence(models.TextChoices):
    PRESENT = "present", _("Present")
    LATE = "late", _("Late")
    EXCUSED = "excused", _("Excused")
    ABSENT = "absent", _("Absent")


class AttendanceRecord(models.Model):
    """What somebody recorded about a member at a session. Append-only; the newest row counts, older ones tell why."""

    session = models.ForeignKey(ClassSession, on_delete=models.PROTECT, related_name="records")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="attendance_records")
    presence = models.CharField(max_length=10, choices=Presence.choices)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(
        max_length=300, blank=True, help_text="Why a later row differs from an earlier one."
    )
    idempotency_key = models.CharField(max_length=80, unique=True)

    class Meta:
        indexes = [models.Index(fields=["session", "membership", "-id"], name="lms_attendance_newest")]

    def __str__(self) -> str:
        return f"{self.session} · {self.membership}: {self.presence}"
