"""YAML whose every value still knows its line, so that a mistake can be shown where it was made."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from demo.reading.files import SAFE_LOADER, ContentError

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Located:
    """A parsed YAML text; `lines` maps the place of a value (names and indexes from the top) to its line, from 1."""

    path: Path
    data: Any
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, *place: str | int) -> int:
        """The line of a place, or of the nearest value round it that is there."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_located(path: Path) -> Located:
    """Read a YAML file that holds a mapping. Raises ContentError."""
    if not path.is_file():
        raise ContentError(path, 0, "this file is missing")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ContentError(path, 0, f"the file is not UTF-8 ({error.reason})")
    found = locate(text, path)
    if not isinstance(found.data, dict):
        raise ContentError(path, 1, "expected names with values")
    return found


def locate(text: str, path: Path, first_line: int = 1) -> Located:
    """Parse a YAML text that begins on `first_line` of `path`. Raises ContentError; a name given twice is a mistake."""
    loader = SAFE_LOADER(text)
    lines: dict[Place, int] = {}
    try:
        node = loader.get_single_node()
        if node is None:
            return Located(path, None, {(): first_line})
        _walk(node, (), lines, path, first_line)
        return Located(path, loader.construct_document(node), lines)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ContentError(path, mark.line + first_line if mark else 0, str(getattr(error, "problem", error)))
    finally:
        loader.dispose()


def _walk(node: yaml.Node, place: Place, lines: dict[Place, int], path: Path, first_line: int) -> None:
    lines.setdefault(place, node.start_mark.line + first_line)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*place, index), lines, path, first_line)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for name, value in node.value:
            if name.value in seen and name.value != "<<":
                line = name.start_mark.line + first_line
                raise ContentError(path, line, f"{name.value!r} is given twice")
            seen.add(name.value)
            lines[(*place, name.value)] = name.start_mark.line + first_line
            _walk(value, (*place, name.value), lines, path, first_line)
