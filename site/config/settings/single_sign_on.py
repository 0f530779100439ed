"""Organisations whose people sign in with their own account (OpenID Connect), from one JSON list in the environment."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_NEEDED = ("id", "name", "issuer", "client_id", "secret")
_OPTIONAL = {"domains": list, "admits_new": bool, "origins": list}


def organisations_from(text: str) -> list[dict[str, Any]]:
    """The organisations of OPENID_PROVIDERS. Raises ImproperlyConfigured, naming the entry and what is wrong with it."""
    if not text.strip():
        return []
    try:
        rows = json.loads(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"OPENID_PROVIDERS is no JSON: {error}") from None
    if not isinstance(rows, list):
        raise ImproperlyConfigured("OPENID_PROVIDERS must be a list of organisations")
    known: set[str] = set()
    for number, row in enumerate(rows, start=1):
        _check(row, number)
        if row["id"] in known:
            raise ImproperlyConfigured(
                f"OPENID_PROVIDERS, entry {number}: the id {row['id']} stands there twice"
            )
        known.add(row["id"])
    return rows


def _check(row: Any, number: int) -> None:
    where = f"OPENID_PROVIDERS, entry {number}"
    if not isinstance(row, dict):
        raise ImproperlyConfigured(f"{where}: not an object")
    missing = [name for name in _NEEDED if not isinstance(row.get(name), str) or not row[name]]
    if missing:
        raise ImproperlyConfigured(f"{where}: {', '.join(missing)} missing")
    for name, kind in _OPTIONAL.items():
        if name in row and not isinstance(row[name], kind):
            raise ImproperlyConfigured(f"{where}: {name} must be a {kind.__name__}")
    strange = set(row) - {*_NEEDED, *_OPTIONAL}
    if strange:
        raise ImproperlyConfigured(f"{where}: {', '.join(sorted(strange))} is not known")
    if not re.fullmatch(r"[a-z0-9-]{1,30}", row["id"]):
        raise ImproperlyConfigured(f"{where}: the id is of small letters, digits and hyphens")
    address = urlsplit(row["issuer"])
    is_near = address.hostname in {"localhost", "127.0.0.1"}
    if not address.hostname or address.scheme not in ({"http", "https"} if is_near else {"https"}):
        raise ImproperlyConfigured(f"{where}: the issuer must be an https address")


def providers_of(organisations: list[dict[str, Any]]) -> dict[str, Any]:
    """SOCIALACCOUNT_PROVIDERS of allauth for these organisations."""
    apps = [
        {
            "provider_id": row["id"],
            "name": row["name"],
            "client_id": row["client_id"],
            "secret": row["secret"],
            "settings": {
                "server_url": row["issuer"].rstrip("/"),
                "oauth_pkce_enabled": True,
                "domains": [domain.lower().lstrip("@") for domain in row.get("domains", [])],
                "admits_new": row.get("admits_new", True),
            },
        }
        for row in organisations
    ]
    return {"openid_connect": {"APPS": apps}} if apps else {}


def form_targets(organisations: list[dict[str, Any]]) -> list[str]:
    """Origins that the button on the sign-in page leads to: browsers hold a form's redirect to the policy, too."""
    origins = {f"{(url := urlsplit(row['issuer'])).scheme}://{url.netloc}" for row in organisations}
    return sorted(origins | {origin for row in organisations for origin in row.get("origins", [])})
