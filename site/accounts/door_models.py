"""What the door remembers of people. Written by `accounts.services` only."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class PendingErrand(models.Model):
    """What somebody registered for: done, and gone, when she comes in or confirms her address (`accounts.errands`)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pending_errand"
    )
    address = models.CharField(max_length=300)
    kept_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.address}"


class KnownDevice(models.Model):
    """A browser with which somebody signed in before. `device_hash`: of a random value in its cookie.

    `told_at` is None while its owner has not been told of it: without an e-mail address she is told on the screen.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="known_devices")
    device_hash = models.CharField(max_length=64)
    name = models.CharField(max_length=80, blank=True)
    first_seen_at = models.DateTimeField(default=timezone.now)
    last_seen_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "device_hash"], name="accounts_device_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.name}"
