"""What somebody registered for, kept until she is in."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from accounts.models import PendingErrand, User


def keep_errand(*, user: User, address: str) -> None:
    """Remember the address of an errand; a newer one replaces it."""
    PendingErrand.objects.update_or_create(
        user=user, defaults={"address": address[:300], "kept_at": timezone.now()}
    )


def take_errand(*, user: User) -> str:
    """The address of what she registered for, once; "" when there is none or it is older than the link in her mail."""
    kept = PendingErrand.objects.filter(user=user).first()
    if kept is None:
        return ""
    kept.delete()
    days = timedelta(days=settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS)
    return kept.address if kept.kept_at > timezone.now() - days else ""
