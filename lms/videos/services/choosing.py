"""What the course builder shows of a video that a lesson holds."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.courses.registry import ToolSummary
from lms.videos.rules.meeting import DEFAULT_PERCENT
from lms.videos.rules.times import write_time
from lms.videos.selectors.authored import Film, document_id, films_of_blocks


def summarise_videos(values: Sequence[Mapping[str, Any]]) -> list[ToolSummary]:
    """Title, length and what is needed. One query, however many blocks."""
    films = films_of_blocks(values)
    return [
        ToolSummary(
            title=value.get("title") or _("Video"), lines=_lines(value, films.get(document_id(value)))
        )
        for value in values
    ]


def _lines(value: Mapping[str, Any], film: Film | None) -> list[str]:
    if film is None:
        return [_("No video chosen")]
    lines = [_("%(time)s long") % {"time": write_time(film.length_ms / 1000)}] if film.length_ms else []
    asked = len(value.get("questions") or [])
    if asked:
        words = ngettext("%(count)s question on the time line", "%(count)s questions on the time line", asked)
        lines.append(words % {"count": asked})
    if value.get("is_required"):
        percent = int(value.get("watch_percent") or DEFAULT_PERCENT)
        lines.append(_("Needed for completion: %(percent)s%% watched") % {"percent": percent})
    return lines
