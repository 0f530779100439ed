"""Whether the editor can be opened here, and what is missing if not."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

from lms.h5p.client import (
    AuthoringError,
    AuthoringService,
    Behalf,
    Health,
    NotConfigured,
    WrongSecret,
    is_configured,
)


@dataclass(frozen=True)
class Readiness:
    """state: ready; off (no address in the settings); settings (they are no good); secret; down; files (the editor's
    own are missing); host (no second host name). health: what the service says, when it answers.
    """

    state: str
    health: Health | None = None
    missing: tuple[str, ...] = field(default=())

    @property
    def is_ready(self) -> bool:
        return self.state == "ready"


def has_second_host() -> bool:
    """Whether the editor has a host name of its own: another than the site's."""
    if not settings.ACTIVITY_ORIGIN:
        return False
    return urlsplit(settings.ACTIVITY_ORIGIN).netloc != urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc


def look(person: str) -> Readiness:
    """Ask the service, once and quickly (at most 3 s)."""
    if not is_configured():
        return Readiness("off")
    try:
        health = AuthoringService(Behalf(person)).health()
    except NotConfigured:
        return Readiness("settings")
    except WrongSecret:
        return Readiness("secret")
    except AuthoringError:
        return Readiness("down")
    if not health.has_editor:
        return Readiness("files", health, health.missing)
    return Readiness("ready" if has_second_host() else "host", health)
