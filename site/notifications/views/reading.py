"""The page behind the bell. Looking changes nothing: opening and marking are POSTs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from notifications.models import Notification
from notifications.selectors import notifications_of, unread_count
from notifications.services import mark_all_read, mark_read
from notifications.words import by_day, put_into_words

ON_A_PAGE = 20


@require_safe
@login_required
def notification_list(request: HttpRequest) -> HttpResponse:
    """What she was told, by day, the newest first."""
    only_unread = request.GET.get("show") == "unread"
    paginator = Paginator(notifications_of(request.user, only_unread=only_unread), ON_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    rows = list(page.object_list)
    return render(
        request,
        "inbox/list.html",
        {
            "days": by_day(rows),
            "newest": rows[0].uuid if rows else None,
            "page_obj": page,
            "only_unread": only_unread,
            "unread": unread_count(request.user),
        },
    )


@require_POST
@login_required
def notification_open(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Mark as read, and go to what it is about."""
    notification = _own(request, uuid)
    mark_read(notification=notification)
    path = put_into_words(notification).path
    is_here = bool(path) and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return redirect(path if is_here else reverse("notifications:list"))


@require_POST
@login_required
def notification_read(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Mark as read, and stay."""
    mark_read(notification=_own(request, uuid))
    return _back(request)


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark as read whatever came until the newest one on her screen."""
    count = mark_all_read(user=request.user, up_to=_uuid(request.POST.get("newest")))
    if count:
        messages.success(
            request,
            ngettext("%(count)d notification is read.", "%(count)d notifications are read.", count)
            % {"count": count},
        )
    else:
        messages.info(request, _("You had read everything."))
    return redirect("notifications:list")


def _own(request: HttpRequest, uuid: UUID) -> Notification:
    """Another person's is not there."""
    return get_object_or_404(Notification.objects.filter(recipient=request.user), uuid=uuid)


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _back(request: HttpRequest) -> HttpResponse:
    query = "?show=unread" if request.POST.get("show") == "unread" else ""
    return redirect(reverse("notifications:list") + query)
