"""What people are told about their own data."""

from django.utils.translation import gettext_lazy as _

from accounts.roles import is_administrator
from core.notifications import Kind, kinds

for kind in (
    Kind(
        name="data_copy_ready",
        icon="download",
        label=_("The copy of your data is ready"),
        link="link",
        is_urgent=True,
    ),
    Kind(
        name="erasure_asked",
        icon="trash-2",
        label=_("Your account is going to be deleted"),
        link="link",
        is_essential=True,
    ),
    Kind(
        name="unused_account",
        icon="trash-2",
        label=_("Your account is not used and is going to be deleted"),
        link="link",
        is_essential=True,
    ),
    Kind(
        name="retention_due",
        icon="clock",
        label=_("Data that is past its time"),
        link="link",
        concerns=is_administrator,
    ),
):
    kinds.register(kind.name, kind)
