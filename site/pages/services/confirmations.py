"""What only a person can say of an installation; it stands in the audit log with her name."""

from accounts.models import User
from core import audit
from core.models import AuditEntry

BACKUPS_ARRANGED = "setup.backups_arranged"


def confirm_backups(*, by: User) -> None:
    """Note down that backups are made and one was restored. Once."""
    if not AuditEntry.objects.filter(action=BACKUPS_ARRANGED).exists():
        audit.record(action=BACKUPS_ARRANGED, actor=by)
