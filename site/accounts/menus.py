"""Entries of the person's menu."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.access import can_open_people
from accounts.models import Role
from accounts.roles import has_role_somewhere
from core.navigation import Entry, navigation, signed_in


def _has_mailbox(request: HttpRequest) -> bool:
    return bool(settings.MAILBOX_DIR and settings.DEMO_MODE)


navigation.register(
    "profile",
    Entry(
        area="user",
        label=_("My profile"),
        address="accounts:profile",
        icon="user",
        order=80,
        is_visible=signed_in,
    ),
)


def _enters_cms(request: HttpRequest) -> bool:
    return signed_in(request) and has_role_somewhere(
        request.user, Role.EDITOR, Role.PROGRAMME_OFFICER, Role.TRAINER
    )


navigation.register(
    "cms",
    Entry(
        area="user",
        label=_("Edit pages"),
        address="wagtailadmin_home",
        icon="pencil",
        order=16,
        is_visible=_enters_cms,
    ),
)
navigation.register(
    "people",
    Entry(
        area="user",
        label=_("People"),
        address="people:person-list",
        icon="users",
        order=13,
        is_visible=lambda request: can_open_people(request.user),
    ),
)
navigation.register(
    "mailbox",
    Entry(
        area="footer",
        label=_("Mailbox of this computer"),
        address="core:mailbox-list",
        icon="inbox",
        order=90,
        is_visible=_has_mailbox,
    ),
)
