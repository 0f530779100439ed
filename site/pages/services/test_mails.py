"""A mail that shows whether mail can be sent: asked for by an administrator, sent by the worker, its result kept."""

import uuid
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import User
from core import audit
from core.brand import brand_of
from core.notifications import send_mail_now
from core.outbox import enqueue, outbox_handler

TEST_MAIL = "pages.test_mail"
SENT = "setup.test_mail_sent"


@transaction.atomic
def ask_for_test_mail(*, address: str, by: User) -> None:
    """Promise a test mail; each asking is one."""
    enqueue(
        topic=TEST_MAIL,
        key=f"test-mail:{uuid.uuid4()}",
        payload={"address": address, "language": by.language, "by": by.pk},
    )


@outbox_handler(TEST_MAIL)
def send_promised_test_mail(payload: dict[str, Any]) -> None:
    """Send it; raises when the server does not answer, and the outbox keeps the error for the list of steps."""
    by = User.objects.filter(pk=payload["by"]).first()
    send_test_mail(address=payload["address"], language=payload["language"], by=by)


def send_test_mail(*, address: str, language: str, by: User | None) -> None:
    """Send it now and note down that the server took it. Raises what the server says."""
    send_mail_now(address=address, language=language, kind="test_mail", context={}, person=by)
    audit.record(action=SENT, actor=by, data={"sender": current_sender()})


def current_sender() -> str:
    """What stands as sender on mail now."""
    return brand_of().sender or settings.DEFAULT_FROM_EMAIL
