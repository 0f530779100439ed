"""The audit log's one writer."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise

from core.models import AuditEntry
from core.registry import Registry


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


action_labels: Registry[str | Promise] = Registry("text of an act in the log")
"""By action: what the act is called on the page where a person reads who saw or changed her data."""


def record_reading(
    *, action: str, actor: Any, people: Iterable[Model], data: dict[str, Any] | None = None
) -> None:
    """Append that `actor` saw or took out data of these people, one entry each; on one day once for each.

    Seeing one's own data is no entry. Two queries, however many people.
    """
    found = {person.pk: person for person in people if person.pk != actor.pk}
    if not found:
        return
    object_type = next(iter(found.values()))._meta.label_lower
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    known = set(
        AuditEntry.objects.filter(
            action=action,
            actor_id=actor.pk,
            object_type=object_type,
            object_id__in=[str(pk) for pk in found],
            at__gte=today,
        ).values_list("object_id", flat=True)
    )
    AuditEntry.objects.bulk_create(
        AuditEntry(
            actor_id=actor.pk, action=action, object_type=object_type, object_id=str(pk), data=data or {}
        )
        for pk in found
        if str(pk) not in known
    )
