"""What people are told about their accounts."""

from django.utils.translation import gettext_lazy as _

from core.notifications import EMAIL, Kind, kinds

for kind in (
    Kind(
        name="welcome", label=_("Welcome, after you confirmed your address"), is_essential=True, link="link"
    ),
    Kind(
        name="account_changed",
        icon="key-round",
        label=_("A change of your password, address or second step"),
        is_essential=True,
    ),
    Kind(
        name="new-device",
        icon="key-round",
        label=_("A sign-in from a new device"),
        link="devices_link",
        is_essential=True,
    ),
    Kind(
        name="looked_at",
        icon="eye",
        label=_("Somebody saw the site as you do, to help you"),
        link="link",
        is_essential=True,
    ),
    Kind(name="role_given", icon="users", label=_("A new role"), link="link"),
    *(
        Kind(name=name, channels=(EMAIL,), offered=(EMAIL,), is_essential=True, is_asked_for=True)
        for name in ("confirm_email", "reset_password", "invited", "registered_already", "unknown_address")
    ),
):
    kinds.register(kind.name, kind)
