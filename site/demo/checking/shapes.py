"""What a value in a YAML file may look like. A shape answers with what is wrong, and where."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from demo.reading.files import LANGUAGES
from demo.reading.located import Place

Problem = tuple[Place, str]
Shape = Callable[[Any, Place], Iterator[Problem]]
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_WEEKDAYS = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}


def is_key(value: Any) -> bool:
    """Whether this may be a key (docs/content-format.md, section 1)."""
    return isinstance(value, str) and bool(_KEY.fullmatch(value))


def anything(value: Any, place: Place) -> Iterator[Problem]:
    """What is looked at elsewhere."""
    yield from ()


def key(value: Any, place: Place) -> Iterator[Problem]:
    """A key."""
    if not is_key(value):
        yield place, f"{value!r} is no key: small letters a-z, digits and single hyphens"


def text(value: Any, place: Place) -> Iterator[Problem]:
    """A text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        yield place, "expected a text (put it in quotes when it looks like a number, a time or a truth value)"


def boolean(value: Any, place: Place) -> Iterator[Problem]:
    """true or false."""
    if not isinstance(value, bool):
        yield place, "expected true or false"


def day(value: Any, place: Place) -> Iterator[Problem]:
    """A date."""
    if not isinstance(value, date) or isinstance(value, datetime):
        yield place, "expected a date such as 2025-10-20"


def moment(value: Any, place: Place) -> Iterator[Problem]:
    """An ISO moment or date, or one relative to the day of loading."""
    if isinstance(value, date):
        return
    is_relative = isinstance(value, dict) and ("week" in value) != ("day" in value)
    if not is_relative or not isinstance(value.get("week", value.get("day")), int):
        yield place, "expected a moment: 2025-10-20, {week: -2, weekday: tue, time: …} or {day: -5, time: …}"
        return
    if "week" in value and value.get("weekday", "mon") not in _WEEKDAYS:
        yield place, f"{value['weekday']!r} is no weekday (mon … sun)"
    if "time" in value and not (isinstance(value["time"], str) and _TIME.fullmatch(value["time"])):
        yield place, 'a time is written "10:00", in quotes'
    if left := set(value) - {"week", "weekday", "day", "time"}:
        yield place, f"a moment has no {', '.join(sorted(map(str, left)))}"


def texts(value: Any, place: Place) -> Iterator[Problem]:
    """A text map; Turkish is always there."""
    if not isinstance(value, dict):
        yield place, "expected one text a language: {tr: …, en: …}"
        return
    if "tr" not in value:
        yield place, "the Turkish text is missing"
    for language, words in value.items():
        if language not in LANGUAGES:
            yield place, f"{language!r} is no language here ({', '.join(LANGUAGES)})"
        else:
            yield from text(words, (*place, language))


def number(low: float, high: float, *, whole: bool = False) -> Shape:
    """A number within bounds, both included."""

    def check(value: Any, place: Place) -> Iterator[Problem]:
        is_number = isinstance(value, int if whole else (int, float)) and not isinstance(value, bool)
        if not is_number or not low <= value <= high:
            yield place, f"expected a {'whole ' if whole else ''}number from {low} to {high}"

    return check


def one_of(*values: str) -> Shape:
    """One of some words."""

    def check(value: Any, place: Place) -> Iterator[Problem]:
        if value not in values:
            yield place, f"{value!r} is not one of {', '.join(values)}"

    return check


def maybe(shape: Shape) -> Shape:
    """The shape, or null."""

    def check(value: Any, place: Place) -> Iterator[Problem]:
        if value is not None:
            yield from shape(value, place)

    return check


def either(first: Shape, second: Shape) -> Shape:
    """Two possible shapes; the second's complaint is shown."""

    def check(value: Any, place: Place) -> Iterator[Problem]:
        if any(True for _ in first(value, place)):
            yield from second(value, place)

    return check


def each(shape: Shape, *, at_least: int = 0) -> Shape:
    """A list of one shape."""

    def check(value: Any, place: Place) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield place, "expected a list"
            return
        if len(value) < at_least:
            yield place, f"expected at least {at_least}"
        for index, item in enumerate(value):
            yield from shape(item, (*place, index))

    return check


def by_key(shape: Shape) -> Shape:
    """Values by their keys."""

    def check(value: Any, place: Place) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield place, "expected names with values"
            return
        for name, item in value.items():
            yield from key(name, (*place, name))
            yield from shape(item, (*place, name))

    return check


@dataclass(frozen=True)
class Fields:
    """A mapping with known names: `must` are always there, `may` can be missing, anything else is a mistake."""

    must: dict[str, Shape]
    may: dict[str, Shape] = field(default_factory=dict)

    def __call__(self, value: Any, place: Place) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield place, f"expected names with values ({', '.join(self.must)})"
            return
        for name in self.must.keys() - value.keys():
            yield place, f"{name!r} is missing"
        for name, item in value.items():
            shape = self.must.get(name) or self.may.get(name)
            if shape is None:
                yield (*place, name), f"{name!r} is no field here"
            else:
                yield from shape(item, (*place, name))
