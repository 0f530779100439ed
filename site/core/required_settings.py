"""What an installation must say in its environment; checked before Django starts, by every process of it.

Only the standard library here: the web server reads this before it starts a process of its own.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

REQUIRED = {
    "SECRET_KEY": "a long random text, kept secret",
    "DATABASE_URL": "for example postgres://imece:secret@db:5432/imece",
    "ALLOWED_HOSTS": "the host names people use, separated by commas",
    "SITE_ADDRESS": "the address of the site, for example https://imece.example.org",
    "CELERY_BROKER_URL": "for example redis://redis:6379/0",
    "EMAIL_URL": "for example smtp+tls://user:secret@mail.example.org:587",
    "EMAIL_FROM": "the sender of all mail, for example İmece <imece@example.org>",
}


def missing_settings(environment: Mapping[str, str]) -> list[str]:
    """Return the names of all settings that are not there or empty."""
    return [name for name in REQUIRED if not environment.get(name, "").strip()]


def demand_settings(environment: Mapping[str, str]) -> None:
    """End this process with one message that names everything that is missing (exit code 1, no traceback)."""
    missing = missing_settings(environment)
    if missing:
        lines = [f"  {name}: {REQUIRED[name]}" for name in missing]
        raise SystemExit("\n".join(["These settings are missing in the environment:", *lines]))


def wrong_activity_origin(origin: str, site_address: str) -> str:
    """Return what is wrong with ACTIVITY_ORIGIN; "" when nothing is, or when there is none.

    The site's own host would answer nothing but files of packages, and another port of it has the site's cookies.
    """
    parts = urlsplit(origin)
    if not origin or (parts.scheme in ("http", "https") and parts.hostname and not parts.path.strip("/")):
        is_own = bool(origin) and parts.hostname == urlsplit(site_address).hostname
        return (
            f"ACTIVITY_ORIGIN must be another host name than the site's ({site_address})." if is_own else ""
        )
    return "ACTIVITY_ORIGIN must be a scheme and a host name, for example https://activity.example.org"


def demand_activity_origin(origin: str, site_address: str) -> None:
    """End this process with one line when ACTIVITY_ORIGIN cannot be right (exit code 1, no traceback)."""
    if wrong := wrong_activity_origin(origin, site_address):
        raise SystemExit(wrong)
