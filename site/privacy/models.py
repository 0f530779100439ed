"""What people asked for about their data. Written by `privacy.services` only.

DataCopy: a file with everything about a person. ErasureRequest and ErasedPerson: an erasure that was asked for, and that
it was carried out. AccountMerge: two accounts made one, with what is needed to undo it. RetentionRun: what was past its
time, and what was done about it. SpecialDetail: what a person told of herself that the law protects most.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.encryption import EncryptedTextField


class DataCopy(models.Model):
    """A file with everything that is held about a person: made in the background, hers alone, gone after some days."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_copies")
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    path = models.CharField(max_length=200, blank=True, help_text="Name in the private storage.")
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(made_at=None), name="privacy_one_open_copy"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.asked_at:%Y-%m-%d}"


class ErasureState(models.TextChoices):
    """ASKED: the person may still change her mind."""

    ASKED = "asked"
    TAKEN_BACK = "taken_back"
    DONE = "done"


class ErasureRequest(models.Model):
    """Somebody asked that a person be erased; carried out at `due_at` unless it is taken back."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="erasure_requests"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=ErasureState.choices, default=ErasureState.ASKED)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state="asked"), name="privacy_one_open_erasure"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.state}"


class ErasedPerson(models.Model):
    """Somebody who was erased: what a restored backup needs to erase her again, and nothing by which she is known."""

    person_uuid = models.UUIDField(unique=True)
    pseudonym = models.CharField(max_length=20, unique=True)
    erased_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.pseudonym


class AccountMerge(models.Model):
    """Two accounts of one person made one: rows of `closed` that now are `kept`'s, and what `closed` was signed in with."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kept = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="merges_into")
    closed = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="merges_from")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField(default=timezone.now)
    moved = models.JSONField(default=dict, help_text="Ids of the rows that were re-pointed, by table.")
    before = models.JSONField(
        default=dict, help_text="What both accounts were signed in with; empty once it is settled."
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["closed"], condition=models.Q(undone_at=None), name="privacy_merged_once"
            ),
            models.CheckConstraint(condition=~models.Q(kept=models.F("closed")), name="privacy_merge_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.closed_id} into {self.kept_id}"


class RetentionRun(models.Model):
    """One look at what is past its time. Rows by table; `carried_out_at` once somebody had it done."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    found = models.JSONField(default=dict)
    carried_out_at = models.DateTimeField(null=True)
    carried_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    done = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"


class SpecialKind(models.TextChoices):
    """KVKK Art. 6 and GDPR Art. 9, and what gets the same lock. Each is told freely, with a consent of its own."""

    DISABILITY = "disability", _("Disability, and what would help")
    PROTECTION = "protection", _("Protection status")
    CHILDCARE = "childcare", _("Need for childcare")


class SpecialDetail(models.Model):
    """One such thing, apart from everything else and encrypted. Read by `privacy.services.special` only, which logs it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="special_details"
    )
    kind = models.CharField(max_length=20, choices=SpecialKind.choices)
    text = EncryptedTextField()
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="privacy_special_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"
