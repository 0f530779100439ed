"""Switching messages on and off, device by device."""

import json
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.devices import device_of, name_of_device
from accounts.shared_devices import is_shared
from notifications.push.keys import public_key
from notifications.services.devices import NotASubscription, forget_device, tell_on_device

LONGEST = 4000
"""Bytes of a browser's subscription as JSON, several times what any sends."""


@require_POST
@login_required
def device_add(request: HttpRequest) -> HttpResponse:
    """Keep the subscription that this browser has just made (`PushSubscription.toJSON()`). Never on a shared device."""
    if not public_key() or is_shared(request):
        raise Http404
    try:
        sent = json.loads(request.body) if len(request.body) <= LONGEST else {}
        keys = sent["keys"]
        tell_on_device(
            user=request.user,
            endpoint=str(sent["endpoint"]),
            p256dh=str(keys["p256dh"]),
            auth=str(keys["auth"]),
            device=device_of(request),
            name=name_of_device(request),
        )
    except (ValueError, TypeError, KeyError, NotASubscription):
        return JsonResponse({"error": _("This browser sent nothing that we can use.")}, status=400)
    messages.success(request, _("You are told on this device, too."))
    return HttpResponse(status=201)


@require_POST
@login_required
def device_remove(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """No more messages on one of her devices."""
    if not forget_device(user=request.user, uuid=uuid):
        raise Http404
    messages.success(request, _("No more messages come to that device."))
    return redirect("notifications:preferences")
