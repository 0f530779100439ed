"""A lesson's film with its words in three languages (docs/content-format.md, section 5.1)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.reading.files import ContentError, read_yaml
from lms.videos.rules.cues import NotCaptions, read_cues
from lms.videos.rules.lengths import length_ms
from lms.videos.rules.times import read_time

ENDINGS = ("mp4", "webm")


@dataclass(frozen=True)
class Film:
    """What videos/<key>.yaml says. captions: files by language. seconds: how long the film is."""

    path: Path
    data: dict[str, Any]
    file: Path
    poster: Path | None
    captions: dict[str, Path]
    seconds: float

    @property
    def key(self) -> str:
        """As the directive names it."""
        return str(self.data["key"])


def read_film(folder: Path, key: str) -> Film:
    """The film `key` of a course's folder `videos`. Raises ContentError for what is missing or cannot be read."""
    path = folder / f"{key}.yaml"
    data = read_yaml(path)
    file = _beside(path, data["file"])
    if file.suffix[1:] not in ENDINGS:
        raise ContentError(path, 0, f"{file.name} is neither MP4 nor WebM")
    with file.open("rb") as content:
        length = length_ms(content)
    if length is None:
        raise ContentError(file, 0, "the file does not say how long it is")
    captions = {language: _beside(path, f"{key}.{language}.vtt") for language in data["captions"]}
    for vtt in captions.values():
        try:
            cues = read_cues(vtt.read_bytes())
        except NotCaptions as problem:
            raise ContentError(vtt, problem.line, "this is no WebVTT") from None
        if cues[-1].end > length + 1000:
            raise ContentError(vtt, 0, "the captions are longer than the film")
    film = Film(
        path,
        data,
        file,
        _beside(path, data["poster"]) if data.get("poster") else None,
        captions,
        length / 1000,
    )
    for entry in (*data.get("chapters", []), *data.get("questions", [])):
        if seconds_of(film, entry["at"]) >= film.seconds:
            raise ContentError(path, 0, f"{entry['key']} lies behind the end of the film")
    return film


def seconds_of(film: Film, text: Any) -> int:
    """A place in the film ("1:05") in seconds. Raises ContentError."""
    found = read_time(text) if isinstance(text, str) else None
    if found is None:
        raise ContentError(film.path, 0, f'{text!r} is no time; write "0:16", in quotes')
    return found


def _beside(path: Path, name: str) -> Path:
    found = path.with_name(name)
    if "/" in name or not found.is_file():
        raise ContentError(path, 0, f"there is no {name} beside it")
    return found
