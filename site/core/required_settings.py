"""What an installation must say in its environment; checked before Django starts, by every process of it.

Only the standard library here: the web server reads this before it starts a process of its own.
"""

from collections.abc import Mapping

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
