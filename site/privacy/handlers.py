"""What follows: the background work behind copies, erasure and retention, and what their mails say."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.addresses import full_address
from core.notifications import template_values
from core.outbox import outbox_handler
from privacy.models import DataCopy, ErasureRequest, RetentionRun
from privacy.services import copies, erasing, keep_if_told, retaining


@outbox_handler(copies.TOPIC)
def make_copy(payload: dict[str, Any]) -> None:
    """Make the file that somebody asked for, unless she was erased meanwhile."""
    copy = DataCopy.objects.select_related("person").filter(pk=payload.get("copy")).first()
    if copy is not None:
        copies.make_copy(copy=copy)


@outbox_handler(erasing.TOPIC)
def erase(payload: dict[str, Any]) -> None:
    """Erase whose time to think is over."""
    asked = ErasureRequest.objects.filter(pk=payload.get("request")).first()
    if asked is not None:
        erasing.carry_out_request(request=asked)


@outbox_handler(retaining.TOPIC)
def let_go(payload: dict[str, Any]) -> None:
    """Carry out a run of retention that somebody asked for."""
    run = RetentionRun.objects.filter(pk=payload.get("run")).first()
    if run is not None:
        retaining.carry_out(run=run)


@receiver(user_logged_in, dispatch_uid="privacy.account_is_used")
def account_is_used(request: HttpRequest, user: Any, **_signal: Any) -> None:
    """Whoever signs in keeps an account that was going to be erased because nobody used it."""
    if keep_if_told(user):
        messages.success(request, _("Your account stays. It was going to be deleted because nobody used it."))


def _copy_ready(context: dict[str, Any]) -> dict[str, Any]:
    return {"moment": datetime.fromisoformat(context["until"]), "link": full_address("privacy:overview")}


def _erasure_asked(context: dict[str, Any]) -> dict[str, Any]:
    return {"moment": datetime.fromisoformat(context["due"]), "link": full_address("privacy:overview")}


template_values.register("data_copy_ready", _copy_ready)
template_values.register("erasure_asked", _erasure_asked)
template_values.register("unused_account", _erasure_asked)
template_values.register("retention_due", lambda _context: {"link": full_address("privacy:retention")})
