"""A session as an iCalendar file (RFC 5545), so that it stands in the phone's own calendar."""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class CalendarEvent:
    """One event. `version`: raised with each change, so that a calendar replaces the earlier one."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    stamp: datetime
    is_cancelled: bool


def calendar_text(event: CalendarEvent) -> str:
    """The file's text, with lines of at most 75 octets and CRLF."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Imece//Sessions//TR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{event.uid}@imece",
        f"DTSTAMP:{_utc(event.stamp)}",
        f"SEQUENCE:{int(event.stamp.timestamp())}",
        f"DTSTART:{_utc(event.starts_at)}",
        f"DTEND:{_utc(event.ends_at)}",
        f"SUMMARY:{_escape(event.title)}",
    ]
    if event.place:
        lines.append(f"LOCATION:{_escape(event.place)}")
    if event.link:
        lines.append(f"URL:{event.link.replace(chr(13), '').replace(chr(10), '')}")
    lines += [f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}", "END:VEVENT", "END:VCALENDAR"]
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escape(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")
    return "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cs"})


def _fold(line: str) -> list[str]:
    """Lines of at most 75 octets; a letter of several octets is never cut."""
    parts, part, room = [], "", 75
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(part)
            part, room = " ", 74
        part += letter
        room -= size
    return [*parts, part]
