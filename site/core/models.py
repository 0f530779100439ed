"""The outbox and the audit log.

OutboxMessage: written by `core.outbox.enqueue` in the caller's transaction; marked done by `core.outbox.deliver`.
AuditEntry: written by `core.audit`; never changed or deleted (a database trigger refuses), but for the texts of a person
who is erased.
OpenDoor: written by `core.append_only.open_door`; empty outside its transactions.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class OutboxMessage(models.Model):
    """A side effect that was promised inside a transaction and is delivered at least once after it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    topic = models.CharField(max_length=100)
    key = models.CharField(
        max_length=200,
        unique=True,
        help_text="The same effect asked for twice has the same key and is done once.",
    )
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    available_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["available_at"],
                condition=models.Q(done_at=None, given_up_at=None),
                name="core_outbox_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.key}"


class AuditEntry(models.Model):
    """Who did what to which object, when and why. Append-only."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    action = models.CharField(max_length=100, db_index=True)
    object_type = models.CharField(max_length=100, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [models.Index(fields=["object_type", "object_id"], name="core_audit_object")]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"


class OpenDoor(models.Model):
    """A row here lets this transaction change declared columns of append-only tables; it is never committed."""

    name = models.CharField(max_length=20, unique=True)

    def __str__(self) -> str:
        return self.name
