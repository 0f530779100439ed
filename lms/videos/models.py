"""What people watched. Written by `videos.services` only.

VideoReport: what a player said, one row a report that counted or was cut; never changed. VideoWatch: all that counts
of one video for one person; it only grows, and can be made anew from the reports.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lms.enrolments.models import Enrolment


class VideoWatch(models.Model):
    """How much of a video somebody watched, and where she stopped.

    file: SHA-1 of the video's bytes as its document has it; another film in the same place is watched anew.
    parts: [[from, to], …] in milliseconds, merged and in order. covered_ms: their sum; never smaller (a trigger holds
    it). position_ms with sequence: where she was when, newest first, from whichever device.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="video_watches")
    activity_key = models.UUIDField()
    file = models.CharField(max_length=64)
    length_ms = models.PositiveIntegerField()
    parts = models.JSONField(default=list)
    covered_ms = models.PositiveIntegerField(default=0)
    position_ms = models.PositiveIntegerField(default=0)
    sequence = models.PositiveBigIntegerField(
        default=0, help_text="Milliseconds since 1970 at which the position was said."
    )
    started_at = models.DateTimeField(default=timezone.now)
    heard_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity_key", "file"], name="lms_video_watched_once"
            ),
            models.CheckConstraint(
                condition=Q(covered_ms__lte=F("length_ms"), position_ms__lte=F("length_ms")),
                name="lms_video_within_length",
            ),
        ]
        indexes = [models.Index(fields=["activity_key", "file"], name="lms_video_of_activity")]

    def __str__(self) -> str:
        return f"{self.enrolment} · {self.covered_ms}/{self.length_ms}"


class VideoReport(models.Model):
    """What one report said and what of it counted.

    key: given by the player, so that what is sent twice is one report. claims: [[from, to], …] in milliseconds as they
    were said. counted_ms: what it added; cut_ms: what it claimed beyond the time that had passed or out of order.
    opened_at: when the opening began that it belongs to.
    """

    watch = models.ForeignKey(VideoWatch, on_delete=models.PROTECT, related_name="reports")
    key = models.UUIDField()
    claims = models.JSONField()
    counted_ms = models.PositiveIntegerField()
    cut_ms = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    arrived_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["watch", "key"], name="lms_video_report_once")]
        indexes = [models.Index(fields=["watch", "arrived_at"], name="lms_video_report_by_time")]

    def __str__(self) -> str:
        return f"{self.watch_id} +{self.counted_ms}"
