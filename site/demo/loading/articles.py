"""News and standard pages: texts with a title and a summary."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from core import turkish
from demo.loading.bodies import Body
from demo.loading.tree import Tree, pick
from demo.reading.files import LANGUAGES, TextFile, folders, read_text, read_yaml
from demo.reading.moments import moment
from pages.models import NewsPage, StandardPage


def load_news(tree: Tree, folder: Path, today: date) -> None:
    """Load every news folder, in the languages it has."""
    for path in folders(folder):
        data = read_yaml(path / "news.yaml")
        source = data.get("source") or {}
        for language in LANGUAGES:
            file = path / f"text.{language}.md"
            parent = tree.find("page", "news-index", language)
            if not file.is_file() or parent is None:
                continue
            text = read_text(file)
            page = tree.add(
                ("news", data["key"]),
                language,
                parent,
                partial(_news, data, source, text, language, today),
                # A moment relative to the day of loading would be another one every day.
                once=_once(data),
            )
            body = Body(tree, ("news", data["key"]), language, path / "figures")
            tree.later(lambda page=page, body=body, text=text: setattr(page, "body", body.raw(text)))


def _once(data: dict[str, Any]) -> tuple[str, ...]:
    event = data.get("event") or {}
    moments = {
        "published_at": data["published_at"],
        "event_starts_at": event.get("starts"),
        "event_ends_at": event.get("ends"),
    }
    return tuple(name for name, said in moments.items() if isinstance(said, dict))


def _news(
    data: dict[str, Any], source: dict[str, Any], text: TextFile, language: str, today: date
) -> NewsPage:
    dateline = pick(data.get("dateline") or {}, language)
    event = data.get("event") or {}
    return NewsPage(
        title=text.meta["title"],
        summary=text.meta.get("summary", ""),
        published_at=moment(data["published_at"], today),
        dateline=turkish.upper(dateline) if language == "tr" else dateline,
        agency=source.get("agency", ""),
        original_url=source.get("url", ""),
        event_starts_at=moment(event["starts"], today) if event else None,
        event_ends_at=moment(event["ends"], today) if event.get("ends") else None,
        event_place=" ".join(pick(event.get("place") or {}, language).split()),
    )


def load_pages(tree: Tree, folder: Path) -> None:
    """Load standard pages, parents before their children."""
    found = [(read_yaml(path / "page.yaml"), path) for path in folders(folder)]
    found.sort(key=lambda entry: (entry[0].get("parent") is not None, entry[0]["order"]))
    for data, path in found:
        for language in LANGUAGES:
            file = path / f"text.{language}.md"
            parent = tree.find("page", data.get("parent") or "home", language)
            if file.is_file() and parent is not None:
                _page(tree, data, path, file, language, parent)


def _page(tree: Tree, data: dict[str, Any], path: Path, file: Path, language: str, parent: Any) -> None:
    text = read_text(file)
    page = tree.add(
        ("page", data["key"]),
        language,
        parent,
        lambda: StandardPage(
            title=text.meta["title"],
            summary=text.meta.get("summary", ""),
            slug=turkish.slug((data.get("slug") or {}).get(language, "")),
            in_footer="footer" in data.get("show_in", []),
        ),
    )
    body = Body(tree, ("page", data["key"]), language, path / "figures")
    tree.later(lambda: setattr(page, "body", body.raw(text)))
