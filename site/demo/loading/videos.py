"""Films of a course: their files among the CMS's documents and images, their words as the value of a lesson's block."""

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile

from demo.loading.memory import Fate, Memory
from demo.loading.tree import pick
from demo.reading.files import LANGUAGES
from demo.reading.videos import Film, read_film, seconds_of
from files.models import LicensedDocument, LicensedImage
from lms.videos.rules.meeting import DEFAULT_PERCENT

_LICENCES = {"CC-BY-4.0": "cc-by-4.0", "CC0-1.0": "cc0", "CC-BY-SA-4.0": "cc-by-sa-4.0"}
Item = Callable[[str, Any], dict[str, Any]]


@dataclass(frozen=True)
class LoadedFilm:
    """A film whose files are in the CMS. captions: documents by language."""

    film: Film
    video: int
    poster: int | None
    captions: dict[str, int]

    def block(self, language: str, item: Item, rich: Callable[[str], str]) -> dict[str, Any]:
        """The raw value of a lesson's video block. item: (key, value) -> an entry of a list; rich: text to rich text."""
        data, key = self.film.data, self.film.key
        needed = data.get("needed")
        return {
            "video": self.video,
            "title": pick(data["title"], language),
            "poster": self.poster,
            "captions": self.captions.get(language),
            "other_captions": [
                item(f"{key}-{other}", {"language": other, "file": self.captions[other]})
                for other in LANGUAGES
                if other in self.captions and other != language
            ],
            "transcript": rich(pick(data["transcript"], language)) if data.get("transcript") else "",
            "chapters": [
                item(
                    f"{key}-{entry['key']}",
                    {"at": seconds_of(self.film, entry["at"]), "title": pick(entry["title"], language)},
                )
                for entry in data.get("chapters", [])
            ],
            "questions": [
                item(f"{key}-{entry['key']}", self._question(entry, language, item))
                for entry in data.get("questions", [])
            ],
            "is_required": needed is not None,
            "watch_percent": needed or DEFAULT_PERCENT,
            "in_order": bool(data.get("in_order")),
        }

    def _question(self, entry: dict[str, Any], language: str, item: Item) -> dict[str, Any]:
        choices = [
            item(
                f"{self.film.key}-{entry['key']}-{choice['key']}",
                {
                    "text": pick(choice["text"], language),
                    "is_right": bool(choice.get("right")),
                    "feedback": pick(choice["feedback"], language),
                },
            )
            for choice in entry["choices"]
        ]
        return {
            "question": pick(entry["text"], language),
            "choices": choices,
            "at": seconds_of(self.film, entry["at"]),
            "again_from": seconds_of(self.film, entry["again"]) if "again" in entry else None,
        }


def load_films(folder: Path, memory: Memory, owner: str) -> dict[str, LoadedFilm]:
    """Bring every film of a course's folder `videos` in, by key; what is there follows its file unless somebody changed
    it. Raises ContentError. `owner`: the course's path of keys."""
    found = {}
    for path in sorted(folder.glob("*.yaml")):
        film = read_film(folder, path.stem)
        place = f"{owner}/video/{film.key}"
        video = _document(film, film.file, "", pick(film.data["title"], "tr"), memory, place)
        captions = {
            language: _document(film, vtt, language, pick(film.data["title"], language), memory, place)
            for language, vtt in film.captions.items()
        }
        poster = _poster(film, memory, place) if film.poster else None
        found[film.key] = LoadedFilm(film, video, poster, captions)
    return found


def _document(film: Film, file: Path, language: str, title: str, memory: Memory, place: str) -> int:
    existing = (
        LicensedDocument.objects.filter(file__regex=_stored("documents", file.name)).order_by("pk").first()
    )
    document = existing or LicensedDocument()
    title = f"{title} ({file.suffix[1:].upper()})"
    wanted = {"title": title, "language": language, **_rights(film), "sha1": _sha1(file)}
    if not _is_to_write(document, existing is None, f"{place}/{file.name}", language, wanted, memory):
        return int(document.pk)
    document.title, document.language = title, language
    document.licence, document.credit = wanted["licence"], wanted["credit"]
    document.file.save(file.name, ContentFile(file.read_bytes()), save=False)
    document.file_size, document.file_hash = file.stat().st_size, wanted["sha1"]
    document.save()
    memory.remember(f"{place}/{file.name}", language, wanted, _in_cms(document))
    return int(document.pk)


def _poster(film: Film, memory: Memory, place: str) -> int:
    assert film.poster is not None
    file = film.poster
    existing = (
        LicensedImage.objects.filter(file__regex=_stored("original_images", file.name)).order_by("pk").first()
    )
    image = existing or LicensedImage()
    title = pick(film.data["title"], "tr")
    wanted = {"title": title, "language": "", **_rights(film), "sha1": _sha1(file)}
    if not _is_to_write(image, existing is None, f"{place}/{file.name}", "", wanted, memory):
        return int(image.pk)
    image.title = image.description = title
    image.licence, image.credit = wanted["licence"], wanted["credit"]
    image.file = ImageFile(io.BytesIO(file.read_bytes()), name=file.name)
    image.file_size, image.file_hash = file.stat().st_size, wanted["sha1"]
    image.save()
    memory.remember(f"{place}/{file.name}", "", wanted, _in_cms(image))
    return int(image.pk)


def _is_to_write(
    thing: Any, is_new: bool, name: str, language: str, wanted: dict[str, str], memory: Memory
) -> bool:
    if is_new:
        memory.made += 1
        return True
    if memory.judge(name, language, wanted, _in_cms(thing)) is not Fate.FOLLOW:
        return False
    memory.followed += 1
    return True


def _in_cms(thing: Any) -> dict[str, str]:
    return {
        "title": thing.title,
        "language": getattr(thing, "language", ""),
        "licence": thing.licence,
        "credit": thing.credit,
        "sha1": thing.file_hash,
    }


def _rights(film: Film) -> dict[str, str]:
    return {"licence": _LICENCES[film.data["licence"]], "credit": film.data["credit"]}


def _stored(folder: str, name: str) -> str:
    """Where the storage put a file of this name: letters stand before its first dot when the name was taken."""
    base, _dot, endings = name.partition(".")
    return rf"^{folder}/{re.escape(base)}(_[A-Za-z0-9]+)?\.{re.escape(endings)}$"


def _sha1(file: Path) -> str:
    # Wagtail's own fingerprint of files; nothing is proven with it.
    return hashlib.sha1(file.read_bytes(), usedforsecurity=False).hexdigest()
