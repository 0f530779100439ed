"""Writing a page's values into the data of its YAML file, where they differ in meaning and nowhere else."""

import html
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from demo.loading.tree import pick
from demo.reading.files import read_yaml

_PARAGRAPH = re.compile(r'<p(?: data-block-key="[^"]*")?>([^<]*)</p>')
_FLOW_WIDTH = 110


def one_line(text: Any) -> str:
    """Without line breaks and double blanks."""
    return " ".join(str(text).split())


def plain_paragraph(rich: str) -> str:
    """The text of rich text that is one paragraph without marks; "" for none. Raises ValueError for anything more."""
    if not rich.strip():
        return ""
    found = _PARAGRAPH.fullmatch(rich.strip())
    if found is None:
        raise ValueError("more than one plain paragraph")
    return one_line(html.unescape(found.group(1)))


def set_text(
    data: dict[str, Any],
    name: str,
    language: str,
    now: str,
    said: Callable[[str], str] = one_line,
) -> None:
    """Put a text of one language into the text map `name`. `said`: how the loader writes a file's text into the CMS."""
    texts = data.get(name) or {}
    if said(pick(texts, language) or "") == now:
        return
    if language != "tr" and now == said(texts.get("tr", "")):
        data[name] = {key: value for key, value in texts.items() if key != language}
    elif now:
        data[name] = {**texts, language: now}
    elif language == "tr":
        data.pop(name, None)
    else:
        raise ValueError(f"an empty {name} in {language}, where Turkish has one")


def set_value(data: dict[str, Any], name: str, now: Any, *, empty: Any = None) -> None:
    """Put a value that all languages share; what is `empty` and not said in the file stays unsaid."""
    if data.get(name, empty) != now:
        data[name] = now


def set_keys(data: dict[str, Any], name: str, now: Iterable[str]) -> None:
    """Put a list of keys whose order says nothing: those that stay keep their places."""
    wanted = set(now)
    kept = [key for key in data.get(name) or [] if key in wanted]
    data[name] = [*kept, *sorted(wanted - set(kept))]


def set_items(
    data: dict[str, Any], name: str, field: str, language: str, now: list[str], make: Callable[[str], Any]
) -> None:
    """Put the texts `field` of a list of entries. Turkish says which entries there are; the others follow its order.

    Raises ValueError where a translation has another number of them.
    """
    entries = data.get(name) or []
    if language == "tr":
        by_text = {one_line(entry[field].get("tr", "")): entry for entry in entries}
        if len(now) != len(entries):
            entries = [by_text.get(text) or make(text) for text in now]
    if len(now) != len(entries):
        raise ValueError(f"another number of {name} in {language} than in Turkish")
    for entry, text in zip(entries, now, strict=True):
        set_text(entry, field, language, text)
    if entries or name in data:
        data[name] = entries


class _Dumper(yaml.SafeDumper):
    """Short lists and text maps on one line, as people write them; long texts folded."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _mapping(dumper: yaml.SafeDumper, data: dict[Any, Any]) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=_is_short(data))


def _sequence(dumper: yaml.SafeDumper, data: list[Any]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=_is_short(data))


def _is_short(data: Any) -> bool:
    values = data.values() if isinstance(data, dict) else data
    return len(str(data)) <= _FLOW_WIDTH and not any(
        isinstance(value, list) or (isinstance(data, list) and isinstance(value, dict)) for value in values
    )


_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(list, _sequence)


def write_yaml(path: Path, data: dict[str, Any]) -> bool:
    """Write the file unless it says the same already; returns whether it was written."""
    if read_yaml(path) == data:
        return False
    text = yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120, default_flow_style=False
    )
    path.write_text(text, encoding="utf-8")
    return True
