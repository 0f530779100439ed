"""The audit log's one writer."""

from typing import Any

from django.db.models import Model

from core.models import AuditEntry


def record(
    *,
    action: str,
    actor: Any = None,
    about: Model | None = None,
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> AuditEntry:
    """Append one entry: `actor` did `action` to `about`, for `reason`. `data` must be JSON and hold no secrets."""
    return AuditEntry.objects.create(
        actor=actor if getattr(actor, "pk", None) else None,
        action=action,
        object_type=about._meta.label_lower if about is not None else "",
        object_id=str(about.pk) if about is not None else "",
        reason=reason,
        data=data or {},
    )
