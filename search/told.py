"""What people are told by the search."""

from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, navigation, signed_in
from core.notifications import Kind, kinds
from search.saving import KIND

kinds.register(KIND, Kind(name=KIND, icon="search", label=_("New results of a saved search")))
navigation.register(
    "saved-searches",
    Entry(
        area="user",
        label=_("My saved searches"),
        icon="search",
        address="search:saved-list",
        order=40,
        is_visible=signed_in,
    ),
)
