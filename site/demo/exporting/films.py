"""Whether a video's block still says what its file says: its words stand in YAML, which the export does not write."""

from collections.abc import Callable
from typing import Any

from demo.loading.tree import pick
from demo.reading.videos import Film, seconds_of
from lms.videos.rules.meeting import DEFAULT_PERCENT


def says_its_file(value: dict[str, Any], film: Film, language: str, to_text: Callable[[str], str]) -> bool:
    """Compare words, times and settings; files are compared when they are loaded. to_text: rich text as Markdown."""
    data = film.data
    chapters = [
        (seconds_of(film, one["at"]), pick(one["title"], language)) for one in data.get("chapters", [])
    ]
    settings = (
        data.get("needed") is not None,
        data.get("needed") or DEFAULT_PERCENT,
        bool(data.get("in_order")),
    )
    transcript = pick(data["transcript"], language) if data.get("transcript") else ""
    return (
        value["title"] == pick(data["title"], language)
        and _folded(to_text(value.get("transcript") or "")) == _folded(transcript)
        and [(one["value"]["at"], one["value"]["title"]) for one in value.get("chapters", [])] == chapters
        and [_asked(one["value"]) for one in value.get("questions", [])]
        == [_written(film, one, language) for one in data.get("questions", [])]
        and (bool(value.get("is_required")), value.get("watch_percent"), bool(value.get("in_order")))
        == settings
    )


def _folded(text: str) -> str:
    return " ".join(text.split())


def _asked(value: dict[str, Any]) -> tuple[Any, ...]:
    choices = [
        (one["value"]["text"], bool(one["value"]["is_right"]), one["value"]["feedback"])
        for one in value["choices"]
    ]
    return value["at"], value.get("again_from"), value["question"], choices


def _written(film: Film, entry: dict[str, Any], language: str) -> tuple[Any, ...]:
    choices = [
        (pick(one["text"], language), bool(one.get("right")), pick(one["feedback"], language))
        for one in entry["choices"]
    ]
    again = seconds_of(film, entry["again"]) if "again" in entry else None
    return seconds_of(film, entry["at"]), again, pick(entry["text"], language), choices
