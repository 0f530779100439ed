"""The organisations whose people may sign in with their own account."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from accounts.sso.deciding import Rules


@dataclass(frozen=True)
class Organisation:
    """id: as in addresses and in `SocialAccount.provider`."""

    id: str
    name: str
    rules: Rules


def organisations() -> list[Organisation]:
    """All of them, as the installation lists them; none for most."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return [
        Organisation(
            app["provider_id"],
            app["name"],
            Rules(tuple(app["settings"]["domains"]), app["settings"]["admits_new"]),
        )
        for app in apps
    ]


def organisation_named(key: str) -> Organisation | None:
    """The one with this id; None when there is none."""
    return next((one for one in organisations() if one.id == key), None)


@dataclass(frozen=True)
class Connection:
    """An organisation on her profile; `since`: when she connected, None when she has not."""

    id: str
    name: str
    since: datetime | None = None
    address: str = ""


def connections_of(user: Any) -> list[Connection]:
    """Every organisation, and whether she is connected. No query where an installation has none."""
    known = organisations()
    if not known:
        return []
    rows = {row.provider: row for row in SocialAccount.objects.filter(user=user)}
    return [
        Connection(
            one.id, one.name, rows[one.id].date_joined, str(rows[one.id].extra_data.get("email") or "")
        )
        if one.id in rows
        else Connection(one.id, one.name)
        for one in known
    ]
