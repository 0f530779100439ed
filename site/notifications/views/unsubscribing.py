"""No more mails of a kind, by the link in a mail, without signing in (RFC 8058). Looking stops nothing: pressing does."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from core.notifications import kinds
from notifications.services import stop_mails
from notifications.tokens import read_token


@csrf_exempt  # Mail programs press the button for their readers: the signed link is the proof, and all it can do.
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button; its POST, or that of a mail program, stops the mails."""
    asked = read_token(token)
    person = User.objects.filter(uuid=asked.user_uuid).first() if asked else None
    if asked is None or person is None or (asked.kind and asked.kind not in kinds):
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        stop_mails(user=person, kind=asked.kind)
    kind = kinds.get(asked.kind)
    context = {"label": kind.label if kind else "", "is_done": is_done}
    return render(request, "inbox/unsubscribe.html", context)
