"""Membership of a cohort, enrolment in a course. Written by `enrolments.services` only."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.courses.models import CoursePage, Edition
from lms.programmes.models import Cohort


class MembershipState(models.TextChoices):
    """WAITING: asked, the cohort needs approval or is full."""

    WAITING = "waiting", _("Waiting")
    ACTIVE = "active", _("Active")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class PeopleAddition(models.Model):
    """People who came into a group by one press: the key of the press makes a second one the same."""

    key = models.UUIDField(unique=True)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="additions")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    new = models.PositiveIntegerField(help_text="How many accounts were made.")
    known = models.PositiveIntegerField(help_text="How many had one.")

    def __str__(self) -> str:
        return f"{self.cohort}: {self.new} + {self.known}"


LISTED, ATTACHED = "list", "attached"
"""Sources of members that a list brought. ATTACHED: she had an account, was found by her e-mail address or phone number
and was not asked."""


class Membership(models.Model):
    """A person in a cohort."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    firm = models.ForeignKey(
        "organisations.Firm", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=20, choices=MembershipState.choices, default=MembershipState.ACTIVE)
    joined_at = models.DateTimeField(default=timezone.now)
    source = models.CharField(
        max_length=30, default="officer", help_text="officer, join_code, list, attached, import, demo"
    )
    addition = models.ForeignKey(
        PeopleAddition, null=True, editable=False, on_delete=models.PROTECT, related_name="memberships"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "user"], name="lms_membership_once")]
        indexes = [models.Index(fields=["user", "state"], name="lms_membership_user")]

    def __str__(self) -> str:
        return f"{self.user} · {self.cohort}"


class EnrolmentState(models.TextChoices):
    ACTIVE = "active", _("Active")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def active(self) -> "EnrolmentQuerySet":
        """Those who are taking the course."""
        return self.filter(state=EnrolmentState.ACTIVE)


class Enrolment(models.Model):
    """A person takes a course, pinned to an edition. All her records in the course point here."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    course = models.ForeignKey(CoursePage, on_delete=models.PROTECT, related_name="enrolments")
    course_key = models.UUIDField(db_index=True)
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="enrolments"
    )
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=20, choices=EnrolmentState.choices, default=EnrolmentState.ACTIVE)
    enrolled_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(null=True, blank=True)
    seen_move = models.ForeignKey(
        "lms.EnrolmentMove",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="The last move of which she has read what it changed.",
    )

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "course_key", "membership"], name="lms_enrolment_once"),
            # SQLite has no NULLS NOT DISTINCT, so enrolments outside groups have a rule of their own.
            models.UniqueConstraint(
                fields=["user", "course_key"],
                condition=models.Q(membership=None),
                name="lms_open_enrolment_once",
            ),
        ]
        indexes = [models.Index(fields=["user", "state"], name="lms_enrolment_user")]

    def __str__(self) -> str:
        return f"{self.user} · {self.course}"


class EnrolmentMove(models.Model):
    """An enrolment moved from one edition to another: by whom and why. Append-only."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="moves")
    from_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    to_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.from_edition_id} to {self.to_edition_id}"
