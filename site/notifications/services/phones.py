"""Proving that a telephone is hers: a code goes there and comes back."""

from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core.brand import recent_brand
from core.outbox import enqueue
from notifications.phone_codes import MINUTES, code_for
from notifications.sms.gateway import gateway

PHONE_CODE = "notifications.phone_code"


@transaction.atomic
def ask_for_code(*, user: User, nonce: str) -> None:
    """Promise the text message with the code. The promise holds no code."""
    enqueue(
        topic=PHONE_CODE,
        key=f"{PHONE_CODE}:{user.pk}:{nonce}",
        payload={"user": user.pk, "nonce": nonce, "phone": user.phone_key},
    )


def send_code(*, user_id: int, nonce: str, phone: str) -> None:
    """Send it, unless she changed her number meanwhile. Raises TryLater, Refused."""
    user = User.objects.filter(pk=user_id, is_active=True, phone_key=phone).first()
    line = gateway()
    if user is None or line is None:
        return
    with translation.override(user.language):
        text = _("%(code)s is your code for %(site)s. It works for %(minutes)d minutes.") % {
            "code": code_for(user, nonce),
            "site": recent_brand().name,
            "minutes": MINUTES,
        }
    line.send(to=phone, text=text, reference=str(uuid5(NAMESPACE_URL, f"{PHONE_CODE}:{nonce}")))
