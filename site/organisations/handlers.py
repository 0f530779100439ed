"""What is done after a firm showed interest."""

from typing import Any

from core.notifications import send_mail_now
from core.outbox import outbox_handler
from organisations.models import FirmInterest
from organisations.services import CONFIRM_TOPIC


@outbox_handler(CONFIRM_TOPIC)
def confirm_interest(payload: dict[str, Any]) -> None:
    """Thank the sender. Nothing is sent when the interest was erased meanwhile."""
    interest = FirmInterest.objects.filter(uuid=payload["interest"]).first()
    if interest is None or not interest.email:
        return
    send_mail_now(
        address=interest.email,
        language=payload["language"],
        kind="firm_interest_received",
        context={
            "person_name": interest.person_name,
            "firm_name": interest.firm_name,
            "message_text": interest.message,
        },
    )
