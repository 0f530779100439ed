"""A place in a video as people write it: "1:05", "0:07", "1:02:30"."""

import re
from collections.abc import Sequence

_TIME = re.compile(r"^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)$")


def read_time(text: str) -> int | None:
    """Whole seconds of "m:ss", "h:mm:ss" or a plain number of seconds; None for anything else."""
    text = text.strip()
    if text.isascii() and text.isdecimal() and len(text) < 6:
        return int(text)
    match = _TIME.match(text) if text.isascii() else None
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def write_time(seconds: float) -> str:
    """ "1:05" for 65; hours only where there are any."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{second:02d}" if hours else f"{minutes}:{second:02d}"


def again_from(at: int, wanted: int | None, chapters: Sequence[int]) -> int:
    """Where a part is watched again that a question at `at` asks about: as its author says, else from the beginning of
    its chapter (a question at the very start of one asks about the chapter before)."""
    if wanted is not None and wanted < at:
        return wanted
    return max((start for start in chapters if start < at), default=0)
