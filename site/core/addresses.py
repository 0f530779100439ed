"""Full addresses for what leaves the site: mails, certificates, QR codes."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def full_address(url_name: str, *args: Any, language: str) -> str:
    """The address of a named URL in one language, with host, for use outside a request."""
    with translation.override(language):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(url_name, args=args)
