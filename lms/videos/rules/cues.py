"""Captions and chapters: what a WebVTT file says and when (W3C, WebVTT: The Web Video Text Tracks Format)."""

import html
import re
from dataclasses import dataclass

MOST_BYTES = 512 * 1024
MOST_CUES = 5000
_TIMING = re.compile(
    r"^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Cue:
    """start, end: milliseconds. text: plain, one line."""

    start: int
    end: int
    text: str

    @property
    def seconds(self) -> float:
        """Where it begins."""
        return self.start / 1000

    @property
    def end_seconds(self) -> float:
        """Where it ends."""
        return self.end / 1000


class NotCaptions(ValueError):
    """The file is no WebVTT, or has no cue. `line`: where it stops being one, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"no WebVTT at line {line}")
        self.line = line


def read_cues(content: bytes) -> list[Cue]:
    """The cues of a WebVTT file in their order. Raises NotCaptions."""
    if len(content) > MOST_BYTES:
        raise NotCaptions(1)
    try:
        lines = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except UnicodeDecodeError:
        raise NotCaptions(1) from None
    if not re.match(r"^WEBVTT(?:[ \t].*)?$", lines[0]):
        raise NotCaptions(1)
    cues: list[Cue] = []
    for number, block in _blocks(lines):
        first = block[0] if "-->" in block[0] else block[1] if len(block) > 1 else ""
        if "-->" not in first:
            continue
        match = _TIMING.match(first)
        if match is None:
            raise NotCaptions(number)
        start, end = _milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:])
        text = " ".join(" ".join(block[block.index(first) + 1 :]).split())
        if end <= start or len(cues) >= MOST_CUES or (cues and start < cues[-1].start):
            raise NotCaptions(number)
        cues.append(Cue(start, end, html.unescape(_TAG.sub("", text))))
    if not cues:
        raise NotCaptions(len(lines))
    return cues


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Runs of lines that are not empty, with the number of their first line."""
    found: list[tuple[int, list[str]]] = []
    is_open = False
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            is_open = False
        elif is_open:
            found[-1][1].append(line)
        else:
            found.append((number, [line]))
            is_open = True
    return found


def _milliseconds(groups: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in groups)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
