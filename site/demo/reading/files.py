"""YAML and front matter, with errors that name file and line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FORMAT = 1
# The parser written in C is ten times as fast; some builds of the package come without it.
SAFE_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LANGUAGES = ("tr", "en", "ar")


class ContentError(Exception):
    """A content file is wrong: which file, which line (from 1; 0 when the whole file), and how to mend it."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        self.path, self.line, self.message = path, line, message
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")


@dataclass(frozen=True)
class TextFile:
    """A Markdown file: its front matter, its body, and the line on which the body begins (from 1)."""

    path: Path
    meta: dict[str, Any]
    body: str
    first_line: int


def parse_yaml(text: str, path: Path, first_line: int = 1) -> Any:
    """Parse with the safe loader. Raises ContentError with the line of the mistake."""
    try:
        return yaml.load(text, Loader=SAFE_LOADER)  # noqa: S506 (it is the safe one)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + first_line if mark else 0
        raise ContentError(path, line, str(getattr(error, "problem", error)))


def read_yaml(path: Path) -> dict[str, Any]:
    """Read a YAML file that holds a mapping. Raises ContentError."""
    if not path.is_file():
        raise ContentError(path, 0, "this file is missing")
    data = parse_yaml(path.read_text(encoding="utf-8"), path)
    if not isinstance(data, dict):
        raise ContentError(path, 1, "expected names with values")
    if data.get("format", FORMAT) != FORMAT:
        raise ContentError(path, 1, f"format {data['format']} is not known here; this version reads {FORMAT}")
    return data


def read_text(path: Path) -> TextFile:
    """Read a Markdown file with front matter. Raises ContentError."""
    if not path.is_file():
        raise ContentError(path, 0, "this file is missing")
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n") or "\n---\n" not in text[4:]:
        raise ContentError(path, 1, "the file must begin with front matter between two lines of ---")
    head, body = text[4:].split("\n---\n", 1)
    meta = parse_yaml(head, path, 2)
    if not isinstance(meta, dict):
        raise ContentError(path, 2, "the front matter must hold names with values")
    return TextFile(path, meta, body, head.count("\n") + 4)


def folders(path: Path) -> Iterator[Path]:
    """The folders below a folder, by name."""
    if path.is_dir():
        yield from sorted(entry for entry in path.iterdir() if entry.is_dir())


def in_language(path: Path, name: str, language: str) -> Path | None:
    """The file `name`.`language`.md in a folder, whatever number stands before its name; None when there is none."""
    return next(iter(sorted(path.glob(f"*{name}.{language}.md"))), None)
