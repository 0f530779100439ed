"""ActivityCompletion and CourseCompletion. Written by `progress.services`; append-only."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.courses.models import Edition
from lms.enrolments.models import Enrolment


class Source(models.TextChoices):
    """Who says so: a result carries its source."""

    SELF = "self", _("Marked by the trainee")
    SERVER = "server", _("Graded by the server")
    PERSON = "person", _("Signed by a person")
    PACKAGE = "package", _("Reported by a package")
    WATCHED = "watched", _("Watched, as the site counted")


class ActivityCompletion(models.Model):
    """An activity (a lesson read, a quiz passed) was completed. Never lowered by a later edition."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="activity_completions")
    activity_key = models.UUIDField()
    source = models.CharField(max_length=10, choices=Source.choices)
    evidence = models.CharField(
        max_length=100, blank=True, help_text="What it rests on, for example attempt:<uuid>."
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    completed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "activity_key"], name="lms_activity_completed_once")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.activity_key}"


class CourseCompletion(models.Model):
    """A course was completed under an edition's rules; `trace` is the answer of the completion rule at that moment."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="completion")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    trace = models.JSONField()
    completed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.enrolment} {self.completed_at:%Y-%m-%d}"
