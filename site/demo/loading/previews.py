"""The picture beside a file: drawn before (demo.previews), kept with the content, put into the CMS as an image."""

import hashlib
import re
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from demo.loading.licences import LICENCES
from demo.loading.memory import Fate, Memory
from demo.loading.tree import pick
from demo.reading.pictures import picture_path
from files.models import LicensedImage


def make_preview(
    path: Path, data: dict[str, Any], ending: str, language: str, memory: Memory, name: str
) -> LicensedImage | None:
    """Make the image, or let the one that is there follow its file; None when the description names no picture."""
    picture = (data.get("preview") or {}).get(ending)
    file = picture_path(path, ending, language)
    if picture is None or not file.is_file():
        return None
    content = file.read_bytes()
    wanted = {"sha256": hashlib.sha256(content).hexdigest(), "alt": pick(picture["alt"], language)}
    image = _existing(data["key"], ending, language)
    if image is None:
        image = LicensedImage(credit="İmece")
        memory.made += 1
    elif memory.judge(name, language, wanted, _in_cms(image)) is not Fate.FOLLOW:
        return image
    else:
        memory.followed += 1
        image.renditions.all().delete()
    image.title = f"{pick(data['title'], language)} ({ending.upper()}, {language})"
    image.description = wanted["alt"]
    image.licence = LICENCES[data["licence"]]
    # Assigned, not saved by itself: only so are width and height read.
    image.file = ContentFile(content, name=f"{data['key']}.{ending}.{language}.webp")
    image.file_size = len(content)
    image.file_hash = ""
    image.save()
    memory.remember(name, language, wanted, _in_cms(image))
    return image


def _existing(key: str, ending: str, language: str) -> LicensedImage | None:
    """The image made of this picture; the storage may have put some letters behind a name that was taken."""
    name = rf"^original_images/{re.escape(key)}(_[A-Za-z0-9]+)?\.{ending}\.{language}(_[A-Za-z0-9]+)?\.webp$"
    return LicensedImage.objects.filter(file__regex=name).order_by("pk").first()


def _in_cms(image: LicensedImage) -> dict[str, str]:
    return {
        "title": image.title,
        "description": image.description,
        "licence": image.licence,
        "file": image.file.name,
    }
