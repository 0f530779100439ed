"""Programmes and their tracks."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from core import turkish
from core.audit import record
from core.languages import LANGUAGES
from core.page_cache import purge_public_pages
from lms.programmes.exceptions import ProgrammeWrong
from lms.programmes.models import Programme, Track

TEXTS = ("description", "funder_line")


@transaction.atomic
def save_programme(
    *,
    programme: Programme | None,
    by: Any,
    names: dict[str, str],
    starts_on: date | None = None,
    ends_on: date | None = None,
    description: dict[str, str] | None = None,
    funder_line: dict[str, str] | None = None,
    external_url: str = "",
    external_id: str = "",
    asks_birth_year: bool = False,
    provinces: Iterable[Any] = (),
) -> Programme:
    """Make a programme (None) or change one. Its address is made of the first Turkish name and stays.

    Raises ProgrammeWrong.
    """
    if not names.get("tr", "").strip():
        raise ProgrammeWrong("name_tr", "no_name")
    if starts_on and ends_on and ends_on < starts_on:
        raise ProgrammeWrong("ends_on", "before_start")
    is_new = programme is None
    row = programme or Programme(code=_free_code(names["tr"]))
    _set_names(row, names)
    row.starts_on, row.ends_on = starts_on, ends_on
    row.description, row.funder_line = _texts(description), _texts(funder_line)
    row.asks_birth_year = asks_birth_year
    row.external_url, row.external_id = external_url.strip(), external_id.strip()
    row.save()
    row.provinces.set(provinces)
    record(action="programme.created" if is_new else "programme.changed", actor=by, about=row)
    transaction.on_commit(purge_public_pages)
    return row


@transaction.atomic
def save_track(
    *, programme: Programme, track: Track | None, by: Any, names: dict[str, str], target: int, months: int
) -> Track:
    """Make a track of a programme (None) or change one. Raises ProgrammeWrong."""
    if not names.get("tr", "").strip():
        raise ProgrammeWrong("name_tr", "no_name")
    is_new = track is None
    row = track or Track(programme=programme, code=_free_track_code(programme, names["tr"]))
    _set_names(row, names)
    row.target, row.months = target, months
    row.save()
    record(action="track.created" if is_new else "track.changed", actor=by, about=row)
    transaction.on_commit(purge_public_pages)
    return row


def _set_names(row: Programme | Track, names: dict[str, str]) -> None:
    for language in LANGUAGES:
        setattr(row, f"name_{language}", " ".join(names.get(language, "").split()))


def _texts(texts: dict[str, str] | None) -> dict[str, str]:
    return {
        language: text.strip()
        for language, text in (texts or {}).items()
        if language in LANGUAGES and text.strip()
    }


def _free_code(name: str) -> str:
    base = turkish.slug(name)[:50].strip("-") or "program"
    taken = set(Programme.objects.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := _numbered(base, number)) not in taken)


def _free_track_code(programme: Programme, name: str) -> str:
    base = turkish.slug(name)[:30].strip("-") or "yol"
    taken = set(programme.tracks.values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := _numbered(base, number)) not in taken)


def _numbered(base: str, number: int) -> str:
    return base if number == 1 else f"{base}-{number}"
