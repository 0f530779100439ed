"""Ties the pages into menus and people's pages, and says what the acts in the log are called."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.directory import PanelRow, PersonPanel, person_panels
from accounts.models import User
from core.audit import action_labels
from core.navigation import Entry, navigation
from privacy.access import can_ask_erasure_for, can_run_retention

for _action, _label in {
    "accounts.person_created": _("Your account was made"),
    "accounts.organisation_connected": _("The account of your organisation was connected"),
    "accounts.organisation_disconnected": _("The account of your organisation was disconnected"),
    "accounts.person_seen": _("Opened your page as programme office"),
    "accounts.closed": _("Closed your account"),
    "accounts.reopened": _("Opened your account again"),
    "accounts.invited": _("Sent you the first way in"),
    "accounts.role_given": _("Gave you a role"),
    "accounts.role_taken": _("Took a role away from you"),
    "accounts.username_changed": _("Changed your user name"),
    "accounts.phone_changed": _("Changed your phone number"),
    "accounts.second_factor_set": _("Set up your second step"),
    "accounts.card_made": _("Made a sign-in card for you"),
    "accounts.card_used": _("Signed in with your card"),
    "accounts.card_revoked": _("Took your sign-in card back"),
    "accounts.access_reset": _("Set your way in anew"),
    "accounts.birth_year_told": _("Told the year of birth"),
    "accounts.of_age_confirmed": _("Noted down that you are 18"),
    "accounts.guardian_agreed": _("Noted down that your guardian agreed"),
    "accounts.guardian_took_back": _("Noted down that your guardian took the consent back"),
    "accounts.guardian_seen": _("Read your year of birth and your guardian's consent"),
    "privacy.copy_asked": _("Asked for a file with all your data"),
    "privacy.data_taken": _("Downloaded your data"),
    "privacy.special_told": _("Told a special detail"),
    "privacy.special_withdrawn": _("Took a special detail back"),
    "privacy.special_read": _("Read your special details"),
    "privacy.erasure_asked": _("Asked that you be erased"),
    "privacy.erasure_taken_back": _("Took back the request to be erased"),
    "privacy.erased": _("Erased your data"),
    "privacy.unused_told": _("Told you that your account is going to be deleted because nobody uses it"),
    "privacy.unused_kept": _("Kept your account, because it is used again"),
    "privacy.accounts_merged": _("Made two accounts of yours one"),
    "privacy.merge_undone": _("Took two accounts of yours apart again"),
}.items():
    action_labels.register(_action, _label)


def _panel(looker: Any, person: User) -> PersonPanel | None:
    """Whoever opens the page runs something that she has a part in; the views ask their own rules again."""
    if person.pk == looker.pk:
        return None
    rows = [
        PanelRow(gettext("Special details"), reverse("privacy:person-special", args=[person.uuid])),
        PanelRow(
            gettext("Year of birth and guardian's consent"),
            reverse("people:person-guardian", args=[person.uuid]),
        ),
    ]
    if can_ask_erasure_for(looker, person):
        merge, erasure = (
            reverse(f"privacy:person-{name}", args=[person.uuid]) for name in ("merge", "erasure")
        )
        rows += [
            PanelRow(gettext("Make two accounts of hers one"), merge),
            PanelRow(gettext("Erase her data at her request"), erasure),
        ]
    return PersonPanel(_("Personal data"), rows)


person_panels.register("personal data", _panel)
navigation.register(
    "retention",
    Entry(
        area="user",
        label=_("Data past its time"),
        address="privacy:retention",
        icon="history",
        order=14,
        is_visible=lambda request: can_run_retention(request.user),
    ),
)
