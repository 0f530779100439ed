"""What is held about people by organisations: who wrote to us for a firm."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.identifiers import email_key, phone_key
from core.personal_data import Erasure, Holding, declare, erasure_steps
from notifications.services.forgetting import forget_value
from organisations.models import FirmInterest


def _written_by(person: Any) -> Q:
    """Rows with her e-mail address or phone number, however it was typed."""
    found = Q(pk__in=[])
    if person.email:
        found |= Q(email__iexact=person.email) | Q(email__iexact=email_key(person.email))
    if person.phone_key:
        numbers = FirmInterest.objects.exclude(phone="").values_list("pk", "phone")
        found |= Q(pk__in=[pk for pk, phone in numbers if phone_key(phone) == person.phone_key])
    return found


declare(
    Holding(
        model="organisations.FirmInterest",
        title=_("Messages sent for a firm"),
        purpose="interest",
        find=_written_by,
        others=("answered_by",),
        erasure=Erasure.DELETE,
        shown=("firm_name", "person_name", "email", "phone", "message", "created_at"),
        ages_from="answered_at",
    ),
)


def _forget_firm_names(person: Any) -> None:
    """Officers were told the name that she typed for the firm: often it is her own."""
    for interest in FirmInterest.objects.filter(_written_by(person)):
        forget_value(event_key=f"firm-interest:{interest.uuid}", value="firm_name")


erasure_steps.register("firm names in what officers were told", _forget_firm_names)
