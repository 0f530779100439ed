"""Modules that are announced but not written yet: how one is kept, and how it is written on a line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

SEPARATOR = "|"
MOST_HOURS = Decimal(400)


@dataclass(frozen=True)
class PlannedModule:
    """hours: "" where nobody has said yet, else "6" or "2.5"."""

    title: str
    hours: str = ""
    summary: str = ""


def planned_module(entry: Any, pick: Callable[[Mapping[str, str]], str]) -> PlannedModule:
    """One entry of a course's list: a title, titles by language, or {"title", "hours", "summary"}.

    `pick` chooses among texts by language.
    """
    if not isinstance(entry, Mapping):
        return PlannedModule(str(entry))
    if "title" not in entry:
        return PlannedModule(pick(entry))
    title = entry["title"]
    return PlannedModule(
        pick(title) if isinstance(title, Mapping) else str(title),
        str(entry.get("hours") or ""),
        str(entry.get("summary") or ""),
    )


def planned_words(entry: Any) -> list[str]:
    """All that an entry says in words, in every language that it has: for searching."""
    if not isinstance(entry, Mapping):
        return [str(entry)]
    if "title" not in entry:
        return [str(text) for text in entry.values()]
    title = entry["title"]
    titles = title.values() if isinstance(title, Mapping) else [title]
    return [str(text) for text in (*titles, entry.get("summary")) if text]


def planned_entry(module: PlannedModule) -> Any:
    """How it is kept: as a bare title where nothing else is said."""
    if not module.hours and not module.summary:
        return module.title
    rest = {"hours": module.hours, "summary": module.summary}
    return {"title": module.title, **{name: value for name, value in rest.items() if value}}


def to_line(module: PlannedModule) -> str:
    """ "Title | 6 | What is in it", without what is not said at its end."""
    parts = [module.title, module.hours, module.summary]
    while not parts[-1] and len(parts) > 1:
        parts.pop()
    return f" {SEPARATOR} ".join(parts)


def from_line(line: str) -> PlannedModule:
    """Read a line that `to_line` could have written. Raises ValueError where the hours are no number from 0 to 400."""
    parts = [part.strip() for part in line.split(SEPARATOR, 2)]
    title, hours, summary = [*parts, "", ""][:3]
    return PlannedModule(title, plain_hours(hours) if hours else "", summary)


def plain_hours(value: Any) -> str:
    """ "2.5" for 2.50 and "2,5", "12" for 12.0. Raises ValueError for what is no number from 0 to 400."""
    try:
        number = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        raise ValueError(value)
    if not number.is_finite() or not 0 <= number <= MOST_HOURS:
        raise ValueError(value)
    return f"{number.normalize():f}"
