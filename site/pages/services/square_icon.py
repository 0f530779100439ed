"""The installation's logo as a square picture, for home screens and tabs."""

import io

from PIL import Image
from wagtail.images.models import SourceImageIOError

from files.models import LicensedImage

SIZES = (32, 180, 192, 512)
"""Tab, home screens of Apple's devices, home screens of others, start-up picture."""
SHARE = 0.76
"""How much of the square the logo fills: what lies outside a circle may be cut off on a home screen."""


def square_icon(picture: LicensedImage, size: int) -> bytes | None:
    """The logo in the middle of a white square, as PNG: a wide one is small, but whole. None when its file is gone."""
    try:
        with picture.get_rendition("max-512x512|format-png").file.open() as file:
            logo = Image.open(file).convert("RGBA")
    except (OSError, SourceImageIOError):
        return None
    inner = round(size * SHARE)
    logo.thumbnail((inner, inner), Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (size, size), "white")
    square.alpha_composite(logo, ((size - logo.width) // 2, (size - logo.height) // 2))
    target = io.BytesIO()
    square.convert("RGB").save(target, "PNG", optimize=True)
    return target.getvalue()
