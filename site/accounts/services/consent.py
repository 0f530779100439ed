"""Decisions on what we may do beyond teaching."""

from accounts.consents import Purpose
from accounts.models import Consent, User


def record_consent(*, user: User, purpose: Purpose, is_given: bool, channel: str = "web") -> Consent:
    """Append a decision on one purpose and the version of its text that was shown; the newest row counts."""
    return Consent.objects.create(
        user=user, purpose=purpose.name, text_version=purpose.version, is_given=is_given, channel=channel
    )
