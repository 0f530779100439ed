"""What news.yaml, page.yaml and home.yaml say of pages that were edited on the site; their bodies are texts."""

from pathlib import Path
from typing import Any

from core import turkish
from demo.exporting.edited import Edits, Exported
from demo.exporting.values import one_line, set_text, write_yaml
from demo.loading.tree import pick
from demo.reading.files import folders, read_yaml
from demo.reading.moments import ISTANBUL, moment
from pages.models import HomePage, NewsPage, StandardPage


def export_news(folder: Path, edits: Edits, done: Exported) -> None:
    """Dates, place, source and event. What a file gives relative to the day of loading stays as it is."""
    for path in folders(folder / "news"):
        data = read_yaml(path / "news.yaml")
        name = f"news/{data['key']}"
        for language, page in edits.of(name).items():
            _dateline(data, language, page)
            if language == "tr":
                _news_shared(data, name, page, done)
            if "event" in data or page.event_place:
                event = data.setdefault("event", {})
                set_text(event, "place", language, one_line(page.event_place))
        if data.get("event") and "starts" not in data["event"]:
            done.left.append((name, "an event without a beginning"))
            del data["event"]
        if write_yaml(path / "news.yaml", data):
            done.written.append(path / "news.yaml")


def _dateline(data: dict[str, Any], language: str, page: NewsPage) -> None:
    """Turkish datelines stand in capitals on the site, however the file writes them."""
    said = turkish.upper if language == "tr" else one_line
    if page.dateline or "dateline" in data:
        set_text(data, "dateline", language, page.dateline, said)


def _news_shared(data: dict[str, Any], name: str, page: NewsPage, done: Exported) -> None:
    _set_moment(data, "published_at", page.published_at)
    source = data.get("source") or {}
    if (source.get("agency", ""), source.get("url", "")) != (page.agency, page.original_url):
        if "source" in data:
            source.update(agency=page.agency, url=page.original_url)
        else:
            done.left.append((name, "a source; write its name and day into the files by hand"))
    if page.event_starts_at is not None:
        event = data.setdefault("event", {})
        _set_moment(event, "starts", page.event_starts_at)
        if page.event_ends_at is not None:
            _set_moment(event, "ends", page.event_ends_at)
        else:
            event.pop("ends", None)
    else:
        data.pop("event", None)


def _set_moment(data: dict[str, Any], field: str, now: Any) -> None:
    said = data.get(field)
    if isinstance(said, dict) or (said is not None and moment(said, now.date()) == now):
        return
    data[field] = now.astimezone(ISTANBUL)


def export_standard_pages(folder: Path, edits: Edits, done: Exported) -> None:
    """Whether a page stands in the footer."""
    for path in folders(folder / "pages"):
        data = read_yaml(path / "page.yaml")
        page = edits.of(f"page/{data['key']}").get("tr")
        if isinstance(page, StandardPage) and page.in_footer != ("footer" in data.get("show_in", [])):
            others = [place for place in data.get("show_in", []) if place != "footer"]
            data["show_in"] = [*others, "footer"] if page.in_footer else others
        if write_yaml(path / "page.yaml", data):
            done.written.append(path / "page.yaml")


def export_home(folder: Path, edits: Edits, done: Exported) -> None:
    """The words of the front page; where its cards lead is left to the file."""
    path = folder / "home.yaml"
    data = read_yaml(path)
    for language, page in edits.of("page/home").items():
        try:
            _home(data, language, page)
        except ValueError as error:
            done.cannot_hold(f"page/home ({language})", error)
    if write_yaml(path, data):
        done.written.append(path)


def _home(data: dict[str, Any], language: str, page: HomePage) -> None:
    set_text(data["hero"], "line", language, one_line(page.hero_title), one_line)
    set_text(data["hero"], "text", language, one_line(page.hero_text), one_line)
    for name, cards, stream in (
        ("card", data["cards"], page.doors),
        ("step", data["how"]["steps"], page.steps),
    ):
        if len(cards) != len(stream):
            raise ValueError(f"another number of {name}s")
        for card, block in zip(cards, stream, strict=True):
            set_text(card, "title", language, one_line(block.value["title"]))
            set_text(card, "text", language, one_line(block.value["text"]))
            if name == "card":
                link = card.get("link") or card
                if block.value["label"] or pick(link.get("label") or {}, language):
                    set_text(link, "label", language, one_line(block.value["label"]))
