"""Launch, Statement and ActivityState. Written by `xapi.services` only; statements are append-only."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone

from lms.enrolments.models import Enrolment


class Launch(models.Model):
    """A person opened a package in one place: what its frame may report and what it may read hangs on this row.

    version_key: the uuid of the package's version that plays. activity_key: the activity in the course's edition; null
    where nothing counts (a preview, a page that is only read). registration: the same for all launches of one attempt
    (xAPI 1.0.3, 4.1.8.1). Only the token's digest is kept.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, null=True, blank=True, on_delete=models.PROTECT, related_name="launches"
    )
    activity_key = models.UUIDField(null=True, blank=True)
    kind = models.CharField(max_length=20, help_text="h5p")
    version_key = models.UUIDField(db_index=True)
    registration = models.UUIDField(default=uuid4, db_index=True)
    token_digest = models.CharField(max_length=64, unique=True)
    launched_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "activity_key"], name="lms_launch_activity")]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"


class Statement(models.Model):
    """What a package reported, completed by the server (xAPI 1.0.3, 4.1). Append-only.

    uuid: the statement's id. key: once per launch, from the frame's sender; a repeated one is the same statement. actor:
    a pseudonymous account, never a name or an address. raw: as the frame sent it; document: as it stands in the store.
    score_*: in the package's own unit; scaled: -1 to 1.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    launch = models.ForeignKey(Launch, on_delete=models.PROTECT, related_name="statements")
    key = models.UUIDField()
    actor = models.CharField(max_length=64)
    verb = models.CharField(max_length=200)
    activity_id = models.CharField(max_length=500)
    score_raw = models.FloatField(null=True)
    score_min = models.FloatField(null=True)
    score_max = models.FloatField(null=True)
    scaled = models.FloatField(null=True)
    success = models.BooleanField(null=True)
    completion = models.BooleanField(null=True)
    duration = models.FloatField(null=True, help_text="Seconds.")
    raw = models.JSONField()
    document = models.JSONField()
    said_at = models.DateTimeField(help_text="When it happened, as far as the sender can say.")
    stored_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["launch", "key"], name="lms_statement_once")]
        indexes = [models.Index(fields=["verb", "stored_at"], name="lms_statement_verb")]

    def __str__(self) -> str:
        return f"{self.verb} {self.uuid}"


class ActivityState(models.Model):
    """Where a person stopped in a package's version, so that she goes on from there. The newest only.

    place: the activity key, or the package's own key where nothing counts. sequence: the client's count (ms since 1970);
    an older one never overwrites a newer.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    place = models.UUIDField()
    version_key = models.UUIDField()
    sub_content = models.CharField(
        max_length=64, blank=True, help_text="Part of the package; empty: the whole."
    )
    state = models.TextField()
    sequence = models.BigIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "place", "version_key", "sub_content"], name="lms_activity_state_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.saved_at:%Y-%m-%d %H:%M}"
