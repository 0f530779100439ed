"""Who saw, changed or took out somebody's data, for herself to read."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from accounts.models import User
from core.audit import action_labels
from core.models import AuditEntry
from core.personal_data import holdings
from privacy.selectors.everything import accounts_of, rows_of


@dataclass(frozen=True)
class Seen:
    """One line of the log."""

    at: datetime
    what: str
    who: str
    reason: str


def entries_about(person: User) -> QuerySet[AuditEntry]:
    """Entries about her and her closed accounts, newest first, with who acted."""
    found = rows_of(holdings[AuditEntry._meta.label], accounts_of(person))
    return found.select_related("actor").order_by("-at", "-pk")


def log_line(entry: AuditEntry, person: User) -> Seen:
    """An entry in words. An act that nobody did is the system's."""
    label = action_labels.get(entry.action)
    if entry.actor is None:
        who = _("This site by itself")
    else:
        who = _("You") if entry.actor_id == person.pk else entry.actor.get_full_name()
    return Seen(entry.at, str(label) if label else entry.action, who, entry.reason)


def special_readings() -> QuerySet[AuditEntry]:
    """Entries of every reading of special details, newest first, with who read; `person_name` is whose they are."""
    person = User.objects.annotate(key=Cast("pk", CharField())).filter(key=OuterRef("object_id"))
    return (
        AuditEntry.objects.filter(action="privacy.special_read")
        .annotate(
            person_name=Subquery(
                person.annotate(name=Concat("first_name", Value(" "), "last_name")).values("name")[:1]
            )
        )
        .select_related("actor")
        .order_by("-at", "-pk")
    )
