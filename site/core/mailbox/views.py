"""The mailbox page: exists on a laptop only (settings.MAILBOX_DIR), since it shows everybody's mail."""

import base64
import hashlib
import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from core.mailbox.messages import KeptMessage, newest_messages, read_message

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_HEAD = re.compile(r"<head>", re.IGNORECASE)


@require_safe
def mailbox_list(request: HttpRequest) -> HttpResponse:
    """All mail that was "sent", newest first."""
    _only_where_kept()
    return render(request, "core/mailbox/list.html", {"mails": newest_messages()})


@require_safe
def mailbox_detail(request: HttpRequest, name: str) -> HttpResponse:
    """One message as its reader would see it, with its links."""
    response = render(request, "core/mailbox/detail.html", {"mail": _message(name)})
    frame = request.build_absolute_uri(reverse("core:mailbox-html", args=[name]))
    response._csp_replace = {"frame-src": [frame]}  # type: ignore[attr-defined]
    return response


@require_safe
@xframe_options_sameorigin
def mailbox_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML of a message, for the frame of its page: no script, no origin of ours, only its own style sheet."""
    mail = _message(name)
    if not mail.html:
        raise Http404
    response = HttpResponse(_HEAD.sub('<head><base target="_top">', mail.html, count=1))
    hashes = " ".join(f"'{_hash(style)}'" for style in _STYLE.findall(mail.html)) or "'none'"
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src {hashes}; img-src data:; frame-ancestors 'self'; base-uri 'none'; "
        "form-action 'none'; sandbox allow-popups allow-top-navigation-by-user-activation"
    )
    return response


def _hash(style: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _message(name: str) -> KeptMessage:
    _only_where_kept()
    mail = read_message(name)
    if mail is None:
        raise Http404
    return mail


def _only_where_kept() -> None:
    if not (settings.MAILBOX_DIR and settings.DEMO_MODE):
        raise Http404
