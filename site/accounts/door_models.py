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
