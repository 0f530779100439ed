"""People under 18. Written by `accounts.services.guardians` only.

BirthYear: one row for whoever was asked, because a programme of hers takes people under 18. GuardianConsent: that her
guardian agreed, as somebody of the programme office noted it down; withdrawn rather than changed.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BirthYear(models.Model):
    """The year a person was born in, and no more. `seen_of_age_at`: somebody has seen that she is 18 by now."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="birth_year")
    year = models.PositiveSmallIntegerField(_("year of birth"))
    told_at = models.DateTimeField(default=timezone.now)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    seen_of_age_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.year}"


class ConsentWay(models.TextChoices):
    """How a guardian agreed."""

    PAPER = "paper", _("On paper, signed")
    IN_PERSON = "in_person", _("In person, before somebody of the programme office")
    ELECTRONIC = "electronic", _("With an electronic signature")
    EMAIL = "email", _("By e-mail")


class GuardianConsent(models.Model):
    """A guardian agreed that a person under 18 takes part; `covers_name`: and that strangers may see her name."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="guardian_consents"
    )
    guardian_name = models.CharField(max_length=200)
    way = models.CharField(max_length=20, choices=ConsentWay.choices)
    given_on = models.DateField()
    covers_name = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(withdrawn_at=None),
                name="accounts_one_guardian_consent",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.given_on}"
