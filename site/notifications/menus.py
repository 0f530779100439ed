"""The bell in the header, and the same for the keyboard in the person's menu."""

from dataclasses import replace

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, navigation, signed_in
from notifications.selectors import unread_count


def _count(request: HttpRequest) -> int:
    return unread_count(request.user)


_bell = Entry(
    area="bell",
    label=_("Notifications"),
    address="notifications:list",
    icon="bell",
    is_visible=signed_in,
    count=_count,
)
navigation.register("bell", _bell)
navigation.register("notifications", replace(_bell, area="user", order=5))
