"""Mail servers report mails that came back."""

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from notifications.bounce_signature import is_genuine
from notifications.services import mark_bouncing

LONGEST = 10_000


@csrf_exempt  # A mail server has no session; the signature is its proof.
@require_POST
def bounce(request: HttpRequest) -> HttpResponse:
    """Take a report: JSON {"address", "reason", "message_id"}, signed in X-Imece-Timestamp and X-Imece-Signature."""
    if not settings.BOUNCE_SECRET:
        raise Http404
    body = request.body if int(request.META.get("CONTENT_LENGTH") or 0) <= LONGEST else b""
    stamp, signature = (request.headers.get(f"X-Imece-{name}", "") for name in ("Timestamp", "Signature"))
    if not is_genuine(stamp, signature, body):
        return HttpResponse(status=403)
    report = _read(body)
    if report is None:
        return HttpResponse(status=400)
    mark_bouncing(**report)
    return HttpResponse(status=204)


def _read(body: bytes) -> dict[str, str] | None:
    """What the report says; None when it is not one."""
    try:
        data: Any = json.loads(body)
    except ValueError:
        return None
    if not isinstance(data, dict):
        return None
    address = data.get("address")
    if not isinstance(address, str) or "@" not in address or len(address) > 254 or "\x00" in address:
        return None
    return {
        "address": address,
        "reason": str(data.get("reason") or "").replace("\x00", ""),
        "provider_id": str(data.get("message_id") or "").replace("\x00", "")[:200],
    }
