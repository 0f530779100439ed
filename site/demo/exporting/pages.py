"""Texts that were edited on the site, written back into the Markdown files they came from."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from demo.exporting.bodies import BodyWriter
from demo.exporting.edited import Edits, Exported
from demo.loading.tree import pick
from demo.reading.files import TextFile, in_language, read_text, read_yaml
from demo.reading.references import ADDRESSES, SCREENS

_META = ("title", "summary", "minutes")


def export_pages(folder: Path, edits: Edits, done: Exported) -> None:
    """Write every text that was edited since it was loaded into its file below `folder`."""
    names = dict(_names(edits))
    for (path, language), current in edits.edited.items():
        file = _file(folder, path.split("/"), language)
        if file is None:
            if not _has_yaml(path):
                done.left.append((f"{path} ({language})", "has no file"))
            continue
        before = file.read_text(encoding="utf-8")
        try:
            _write(file, tuple(path.split("/")), current, _namer(names, language))
        except ValueError as error:
            done.cannot_hold(f"{path} ({language})", error)
            continue
        if file.read_text(encoding="utf-8") != before:
            done.written.append(file)


def _has_yaml(path: str) -> bool:
    """Whether what has no text of its own is kept in a YAML file."""
    kind, _slash, rest = path.partition("/")
    return kind in ("course", "toolkit", "guide") or (kind == "page" and rest == "home")


def _file(folder: Path, path: list[str], language: str) -> Path | None:
    if len(path) == 4 and path[0] in ("course", "guide"):
        inside = "lessons" if path[0] == "course" else "chapters"
        return in_language(folder / f"{path[0]}s" / path[1] / inside, path[3], language)
    places = {"toolkit": "toolkits/{}/page", "news": "news/{}/text", "page": "pages/{}/text"}
    if path[0] not in places:
        return None
    file = folder / f"{places[path[0]].format(path[1])}.{language}.md"
    return file if file.is_file() else None


def _names(edits: Edits) -> Iterator[tuple[int, str]]:
    """References by primary key of page."""
    screens = {key: f"app:{name}" for name, (_kind, key) in SCREENS.items()}
    for path, _language, page in edits.names():
        parts = path.split("/")
        if len(parts) == 2:
            own = f"{parts[0]}:{parts[1]}"
            yield page.pk, screens.get(parts[1], own) if parts[0] == "page" else own
        elif parts[0] == "guide":
            yield page.pk, f"chapter:{parts[1]}/{parts[3]}"


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


def _repeats_title(file: Path, source: TextFile) -> bool:
    """A toolkit's title comes from toolkit.yaml; its page may repeat that, or have a shorter one for people who write."""
    title = pick(read_yaml(file.with_name("toolkit.yaml"))["title"], file.name.split(".")[-2])
    return bool(source.meta.get("title") == title)


def _write(file: Path, owner: tuple[str, ...], page: Page, name: Callable[[dict[str, str]], str]) -> None:
    source = read_text(file)
    body = BodyWriter(owner, source, name).write(
        json.loads(page._meta.get_field("body").value_to_string(page))
    )
    head = file.read_text(encoding="utf-8")[4:].split("\n---\n", 1)[0]
    for key in _META if owner[0] != "toolkit" or _repeats_title(file, source) else _META[1:]:
        value = getattr(page, key, None)
        if key in source.meta and value not in (None, source.meta[key]):
            said = yaml.safe_dump(value, allow_unicode=True, width=10_000).removesuffix("\n...\n").strip()
            head = re.sub(
                rf"^{key}:.*(\n +.*)*$", lambda _match, k=key, v=said: f"{k}: {v}", head, flags=re.MULTILINE
            )
    file.write_text(f"---\n{head}\n---\n\n{body}", encoding="utf-8")
