"""The picture that stands beside a file to download: where it lies, and of which state of the file it was drawn."""

import hashlib
import json
from pathlib import Path
from typing import Any

from PIL import Image

LARGEST_PICTURE = 40_000
_IMAGE_DESCRIPTION = 0x010E


def picture_path(description: Path, ending: str, language: str) -> Path:
    """Where the picture of a file lies: beside its description, with the file's ending and language in the name."""
    return description.with_name(f"{description.stem}.{ending}.{language}.webp")


def picture_digest(data: dict[str, Any], ending: str) -> str:
    """What a picture depends on: the description without its alternative texts. A changed one wants a new picture.

    What the scripts do with it is not seen: whoever changes them draws all pictures again.
    """
    rest = {name: value for name, value in data.items() if name != "preview"}
    rest["page"] = data["preview"][ending]["page"]
    return hashlib.sha256(
        json.dumps(rest, sort_keys=True, ensure_ascii=False, default=str).encode()
    ).hexdigest()


def drawn_of(path: Path) -> str:
    """The digest that the picture was drawn of; empty for none."""
    if not path.is_file():
        return ""
    with Image.open(path) as picture:
        return str(picture.getexif().get(_IMAGE_DESCRIPTION, ""))


def save_picture(picture: Image.Image, path: Path, digest: str) -> None:
    """Write the picture as WebP, with what it was drawn of, at the best quality that keeps it small."""
    exif = Image.Exif()
    exif[_IMAGE_DESCRIPTION] = digest
    for quality in range(80, 20, -10):
        picture.save(path, "WEBP", quality=quality, method=6, exif=exif)
        if path.stat().st_size <= LARGEST_PICTURE:
            return
    raise ValueError(f"{path.name} does not fit into {LARGEST_PICTURE // 1000} kB")
