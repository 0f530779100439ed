"""Toolkits and guides that were edited on the site, written back into toolkit.yaml and guide.yaml."""

from pathlib import Path
from typing import Any

from core import turkish
from demo.exporting.edited import Edits, Exported
from demo.exporting.values import (
    one_line,
    plain_paragraph,
    set_items,
    set_keys,
    set_text,
    set_value,
    write_yaml,
)
from demo.loading.toolkits import effort_of
from demo.reading.files import folders, read_yaml
from toolkits.library.models import Effort, GuidePage, ToolkitPage

_HOURS = {Effort.HOURS: 8, Effort.DAYS: 40, Effort.WEEKS: 160, Effort.MONTHS: 320}
"""The most hours of each class of effort, for a class that was chosen on the site."""


def export_toolkits(folder: Path, edits: Edits, done: Exported) -> None:
    """Write what toolkit.yaml says of every toolkit that somebody changed; its page is a text."""
    for path in folders(folder / "toolkits"):
        data = read_yaml(path / "toolkit.yaml")
        name = f"toolkit/{data['key']}"
        for language, page in edits.of(name).items():
            try:
                _toolkit(data, language, page)
            except ValueError as error:
                done.cannot_hold(f"{name} ({language})", error)
            has_text = (path / f"page.{language}.md").is_file()
            if not has_text and page.summary != one_line(plain_paragraph(page.purpose))[:400]:
                done.left.append((f"{name} ({language})", "its summary has no file"))
        if source := edits.of(name).get("tr"):
            _toolkit_shared(data, name, source, edits, done)
        if write_yaml(path / "toolkit.yaml", data):
            done.written.append(path / "toolkit.yaml")


def _toolkit(data: dict[str, Any], language: str, page: ToolkitPage) -> None:
    set_text(data, "title", language, page.title)
    set_text(data, "purpose", language, plain_paragraph(page.purpose))
    set_text(data, "who_for", language, one_line(page.for_whom), lambda text: one_line(text)[:300])


def _toolkit_shared(data: dict[str, Any], name: str, page: ToolkitPage, edits: Edits, done: Exported) -> None:
    set_value(data, "kind", str(page.transformation))
    if effort_of(data["effort"]["hours"]) != page.effort:
        data["effort"]["hours"] = _HOURS[Effort(page.effort)]
    if page.is_announced != (data["status"] != "full"):
        data["status"] = "announced" if page.is_announced else "full"
    if page.reviewed_on is not None:
        set_value(data, "reviewed_on", page.reviewed_on)
    else:
        data.pop("reviewed_on", None)
    for field in ("topics", "audiences", "sectors"):
        set_keys(data, field, [term.code for term in getattr(page, field).all()])
    _dimensions(data, page)
    keys = edits.keys("course")
    courses = [keys.get(str(course.translation_key)) for course in page.related_courses.all()]
    if None in courses:
        done.left.append((name, "a related course that came from no file"))
    related = data.setdefault("related", {})
    if courses or "courses" in related:
        set_keys(related, "courses", [key for key in courses if key])


def _dimensions(data: dict[str, Any], page: ToolkitPage) -> None:
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in data["dimensions"]}
    for row in page.dimension_rows.all():
        entry = {"dimension": row.dimension.code}
        bands = {"from": row.from_band, "to": row.to_band}
        entry.update({name: band for name, band in bands.items() if band is not None})
        found.setdefault(row.dimension.framework.lower(), []).append(entry)
    if found != data["dimensions"]:
        data["dimensions"] = found


def export_guides(folder: Path, edits: Edits, done: Exported) -> None:
    """Write what guide.yaml says of every guide that somebody changed; its chapters are texts."""
    for path in folders(folder / "guides"):
        data = read_yaml(path / "guide.yaml")
        name = f"guide/{data['key']}"
        for language, page in edits.of(name).items():
            try:
                _guide(data, language, page)
            except ValueError as error:
                done.cannot_hold(f"{name} ({language})", error)
        if source := edits.of(name).get("tr"):
            for field in ("topics", "audiences"):
                set_keys(data, field, [term.code for term in getattr(source, field).all()])
        if write_yaml(path / "guide.yaml", data):
            done.written.append(path / "guide.yaml")


def _guide(data: dict[str, Any], language: str, page: GuidePage) -> None:
    purpose = plain_paragraph(page.introduction)
    set_text(data, "title", language, page.title)
    set_text(data, "purpose", language, purpose)
    if page.summary != purpose[:400]:
        raise ValueError("a summary that is not the purpose")
    full = [chapter for chapter in data["chapters"] if chapter["status"] == "full"]
    planned = {"chapters": [chapter for chapter in data["chapters"] if chapter["status"] != "full"]}
    titles = [str(title) for title in page.planned_chapters]
    is_longer = len(titles) != len(planned["chapters"])
    set_items(planned, "chapters", "title", language, titles, _new_chapter)
    if is_longer:
        data["chapters"] = [*full, *planned["chapters"]]


def _new_chapter(title: str) -> dict[str, Any]:
    return {"key": turkish.slug(title)[:40].strip("-"), "status": "announced", "title": {"tr": title}}
