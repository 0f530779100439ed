"""What templates need to put a package on a page."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from lms.h5p.services.opening import page_token

register = template.Library()


@register.simple_tag
def player_address(version: Any) -> str:
    """Where a version plays without a record, for readers of this page: `{% player_address package.current as address %}`.

    A day long, so the page may lie in a cache for a while; "" when there is no version.
    """
    if version is None:
        return ""
    address = reverse("lms-frames:play", args=[page_token(version.uuid)])
    return f"{settings.ACTIVITY_ORIGIN.rstrip('/')}{address}?language={(get_language() or 'tr')[:2]}"
