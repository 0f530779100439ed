"""Sign-in cards: printed one-time codes for people who have neither password nor e-mail. Written by `accounts.services.cards`."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class SignInCardQuerySet(models.QuerySet["SignInCard"]):
    def open(self) -> "SignInCardQuerySet":
        """Neither used nor revoked; it may be too old."""
        return self.filter(used_at=None, revoked_at=None)

    def usable(self) -> "SignInCardQuerySet":
        """Those that let somebody in now."""
        return self.open().filter(expires_at__gt=timezone.now())


class SignInCard(models.Model):
    """A code that signs one person in once. The code itself is on paper only; here is a keyed hash of it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_in_cards")
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = SignInCardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(used_at=None, revoked_at=None),
                name="accounts_one_open_card",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.made_at:%Y-%m-%d}"
