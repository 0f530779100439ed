"""Where the service is: only the configured address is ever called (security statement on SSRF)."""

from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from django.conf import settings

from lms.h5p.client.errors import NotConfigured


@dataclass(frozen=True)
class Place:
    """url: without a slash at its end. secret: never shown."""

    url: str
    secret: str = field(repr=False)

    def address_of(self, *parts: str) -> str:
        """The address below the service's; each part is one step, whatever is in it."""
        steps = [quote(part, safe="") for part in parts]
        if any(step in {"", ".", ".."} for step in steps):
            raise ValueError("an empty or climbing part of an address")
        return "/".join([self.url, *steps])


def is_configured() -> bool:
    """Whether the settings name a service at all."""
    return bool(settings.H5P_SERVICE_URL)


def configured_place() -> Place:
    """The service of the settings. Raises NotConfigured."""
    url = settings.H5P_SERVICE_URL.rstrip("/")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise NotConfigured("H5P_SERVICE_URL is no address") from None
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or parts.query
        or parts.fragment
        or parts.username
    ):
        raise NotConfigured("H5P_SERVICE_URL must be an address like http://127.0.0.1:8090")
    if not settings.H5P_SERVICE_SECRET:
        raise NotConfigured("H5P_SERVICE_SECRET is not set")
    return Place(url, settings.H5P_SERVICE_SECRET)
