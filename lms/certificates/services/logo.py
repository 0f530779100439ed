"""The installation's logo as it was on the day of issue, for a certificate."""

from typing import Any

from wagtail.images.models import SourceImageIOError

from files.models import LicensedImage

SPECIFICATION = "max-800x240|format-png"
"""Sharp on paper at 44 x 11 mm (450 dots an inch), and small enough for a file that is mailed."""


def logo_png(picture: Any) -> bytes:
    """The picture of this number as PNG; b"" without a number, and when picture or file are gone (then our own mark)."""
    found = LicensedImage.objects.filter(pk=picture).first() if picture else None
    if found is None:
        return b""
    try:
        with found.get_rendition(SPECIFICATION).file.open() as file:
            content: bytes = file.read()
    except (OSError, SourceImageIOError):
        return b""
    return content
