"""What an edition keeps of a video's block, and how a translation's words go into it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from lms.videos.rules.meeting import DEFAULT_PERCENT
from lms.videos.selectors.authored import Film, document_id, films_of_blocks

MATERIAL_KEYS = ("watch_percent",)
"""Another share changes who is done, so it waits for the trainer. Another film in the same place reaches everybody, as
a corrected text does: who had watched the old one enough stays done, who had not begins with the new one."""


def freeze_videos(values: Sequence[Mapping[str, Any]], languages: Sequence[str]) -> list[dict[str, Any]]:
    """The activities of video blocks for an edition, in the same order. One query, however many blocks."""
    films = films_of_blocks(values)
    return [_freeze(value, films.get(document_id(value))) for value in values]


def problems_of_videos(values: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """For each video block what keeps its course from being published. One query, however many blocks."""
    films = films_of_blocks(values)
    return [_problems(value, films.get(document_id(value))) for value in values]


def _freeze(value: Mapping[str, Any], film: Film | None) -> dict[str, Any]:
    return {
        "titles": {"tr": value.get("title") or (film.title if film else "")},
        "is_required": bool(value.get("is_required")),
        "weight": 0,
        "config": {
            "file": film.sha1 if film else "",
            "length_ms": film.length_ms if film else 0,
            "watch_percent": int(value.get("watch_percent") or DEFAULT_PERCENT),
            "in_order": bool(value.get("in_order")),
        },
    }


def _problems(value: Mapping[str, Any], film: Film | None) -> list[str]:
    title = value.get("title") or ""
    if film is None:
        return [_("The video “%(title)s” has no file. Choose one or remove the block.") % {"title": title}]
    if not film.is_video:
        return [_("The file of the video “%(title)s” is no MP4 or WebM.") % {"title": title}]
    found = []
    if value.get("is_required") and not film.length_ms:
        found.append(
            _("The file of the video “%(title)s” does not say how long it is, so it cannot be needed.")
            % {"title": title}
        )
    places = [
        item["value"].get("at") or 0 for name in ("chapters", "questions") for item in value.get(name) or []
    ]
    if film.length_ms and any(place * 1000 >= film.length_ms for place in places):
        found.append(
            _("A chapter or a question of the video “%(title)s” lies behind its end.") % {"title": title}
        )
    return found
