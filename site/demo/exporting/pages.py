"""Texts that were edited on the site, written back into the Markdown files they came from."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from demo.exporting.bodies import BodyWriter
from demo.keys import key_uuid
from demo.loading.page_state import digest, page_state
from demo.loading.tree import pick
from demo.models import LoadedObject
from demo.reading.files import LANGUAGES, in_language, read_text, read_yaml
from demo.reading.references import ADDRESSES, SCREENS

_META = ("title", "summary", "minutes")


@dataclass
class Exported:
    """What was written, and what was edited but has no place in a Markdown file, with the reason."""

    written: list[Path] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def export_pages(folder: Path) -> Exported:
    """Write every page that was edited since it was loaded into its file below `folder`."""
    done = Exported()
    pages = {
        (page.translation_key, page.locale.language_code[:2]): page
        for page in Page.objects.filter(depth__gt=1).select_related("locale")
    }
    names = dict(_names(pages))
    for loaded in LoadedObject.objects.exclude(language="").order_by("path", "language"):
        page = pages.get((key_uuid(*loaded.path.split("/")), loaded.language))
        if page is None:
            continue
        current = page.get_latest_revision_as_object()
        if digest({**page_state(current), "live": page.live}) == loaded.cms_digest:
            continue
        file = _file(folder, loaded.path.split("/"), loaded.language)
        if file is None:
            done.left.append((f"{loaded.path} ({loaded.language})", "has no Markdown file"))
            continue
        try:
            _write(file, tuple(loaded.path.split("/")), current, _namer(names, loaded.language))
        except ValueError as error:
            done.left.append((f"{loaded.path} ({loaded.language})", f"a content file cannot hold {error}"))
            continue
        done.written.append(file)
        if loaded.path.startswith("toolkit/") and _is_renamed(file, current.title, loaded.language):
            done.left.append(
                (f"{loaded.path} ({loaded.language})", "its new title belongs into toolkit.yaml")
            )
    return done


def _is_renamed(file: Path, title: str, language: str) -> bool:
    return title != pick(read_yaml(file.with_name("toolkit.yaml"))["title"], language)


def _file(folder: Path, path: list[str], language: str) -> Path | None:
    if len(path) == 4 and path[0] in ("course", "guide"):
        inside = "lessons" if path[0] == "course" else "chapters"
        return in_language(folder / f"{path[0]}s" / path[1] / inside, path[3], language)
    places = {"toolkit": "toolkits/{}/page", "news": "news/{}/text", "page": "pages/{}/text"}
    if path[0] not in places:
        return None
    file = folder / f"{places[path[0]].format(path[1])}.{language}.md"
    return file if file.is_file() else None


def _names(pages: dict) -> Iterator[tuple[int, str]]:
    """References by primary key of page."""
    screens = {key: f"app:{name}" for name, (_kind, key) in SCREENS.items()}
    for path in LoadedObject.objects.exclude(language="").values_list("path", flat=True).distinct():
        parts = path.split("/")
        if len(parts) == 2:
            name = (
                screens.get(parts[1], f"{parts[0]}:{parts[1]}")
                if parts[0] == "page"
                else f"{parts[0]}:{parts[1]}"
            )
        elif parts[0] == "guide":
            name = f"chapter:{parts[1]}/{parts[3]}"
        else:
            continue
        for language in LANGUAGES:
            if page := pages.get((key_uuid(*parts), language)):
                yield page.pk, name


def _namer(names: dict[int, str], language: str) -> Callable[[dict[str, str]], str]:
    with translation.override(language):
        addresses = {reverse(view): f"app:{name}" for name, view in ADDRESSES.items()}

    def name(attributes: dict[str, str]) -> str:
        if attributes.get("linktype") == "page":
            found = names.get(int(attributes["id"]))
            if found is None:
                raise ValueError("a link to a page that came from no file")
            return found
        href = attributes.get("href", "")
        if href in addresses:
            return addresses[href]
        if not href.startswith("https://"):
            raise ValueError(f"the link {href!r}")
        return href

    return name


def _write(file: Path, owner: tuple[str, ...], page: Page, name: Callable[[dict[str, str]], str]) -> None:
    source = read_text(file)
    body = BodyWriter(owner, source, name).write(
        json.loads(page._meta.get_field("body").value_to_string(page))
    )
    head = file.read_text(encoding="utf-8")[4:].split("\n---\n", 1)[0]
    # A toolkit's title comes from toolkit.yaml.
    for key in _META[1:] if owner[0] == "toolkit" else _META:
        value = getattr(page, key, None)
        if key in source.meta and value not in (None, source.meta[key]):
            said = yaml.safe_dump(value, allow_unicode=True, width=10_000).removesuffix("\n...\n").strip()
            head = re.sub(
                rf"^{key}:.*(\n +.*)*$", lambda _match, k=key, v=said: f"{k}: {v}", head, flags=re.MULTILINE
            )
    file.write_text(f"---\n{head}\n---\n\n{body}", encoding="utf-8")
