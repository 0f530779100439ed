"""The mailbox page: exists on a laptop only (settings.MAILBOX_DIR), since it shows everybody's mail."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.mailbox.messages import newest_messages, read_message


def mailbox_list(request: HttpRequest) -> HttpResponse:
    """All mail that was "sent", newest first."""
    _only_where_kept()
    return render(request, "core/mailbox/list.html", {"messages_sent": newest_messages()})


def mailbox_detail(request: HttpRequest, name: str) -> HttpResponse:
    """One message as its reader would see it."""
    _only_where_kept()
    message = read_message(name)
    if message is None:
        raise Http404
    return render(request, "core/mailbox/detail.html", {"mail": message})


def _only_where_kept() -> None:
    if not (settings.MAILBOX_DIR and settings.DEMO_MODE):
        raise Http404
