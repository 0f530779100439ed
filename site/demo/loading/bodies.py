"""Blocks of a content file as a raw StreamField value, with identifiers that never change."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo.keys import key_uuid
from demo.loading.tree import Tree
from demo.loading.videos import LoadedFilm
from demo.reading.figures import read_figure
from demo.reading.files import ContentError, TextFile
from demo.reading.markdown import Block, read_blocks
from demo.reading.rich_text import split_tables, to_plain, to_rich_text


@dataclass
class Body:
    """Where a body belongs: its path of keys, language, figures, and what its leaves may point to."""

    tree: Tree
    owner: tuple[str, ...]
    language: str
    figures: Path
    quizzes: dict[str, int] = field(default_factory=dict)
    packages: dict[str, int] = field(default_factory=dict)
    files: dict[str, list[int]] = field(default_factory=dict)
    self_checks: dict[str, dict[str, Any]] = field(default_factory=dict)
    films: dict[str, LoadedFilm] = field(default_factory=dict)

    def raw(self, source: TextFile) -> list[dict[str, Any]]:
        """The stream of a file. Raises ContentError."""
        stream: list[dict[str, Any]] = []
        steps: dict[str, Any] | None = None
        for block in read_blocks(source):
            if block.kind == "step":
                if steps is None:
                    steps = self._entry("steps", f"steps-{block.key}", {"steps": []})
                    stream.append(steps)
                steps["value"]["steps"].append(self._item(block.key, self._step(block, source)))
                continue
            steps = None
            stream += self._block(block, source)
        return stream

    def _entry(self, kind: str, key: str, value: Any) -> dict[str, Any]:
        return {"type": kind, "value": value, "id": str(key_uuid(*self.owner, "block", key))}

    def _item(self, key: str, value: Any) -> dict[str, Any]:
        return {"type": "item", "value": value, "id": str(key_uuid(*self.owner, "block", "item", key))}

    def _rich(self, text: str, block: Block, source: TextFile) -> str:
        return to_rich_text(text, self.tree.resolver(self.language, source.path, block.line))

    def _step(self, block: Block, source: TextFile) -> dict[str, str]:
        return {"title": block.attributes.get("title", ""), "text": self._rich(block.text, block, source)}

    def _block(self, block: Block, source: TextFile) -> list[dict[str, Any]]:
        if block.kind == "text":
            return self._text(block, source)
        if block.kind == "callout":
            value = {
                "kind": block.attributes.get("kind", "tip"),
                "title": block.attributes.get("title", ""),
                "text": self._rich(block.text, block, source),
            }
            return [self._entry("callout", block.key, value)]
        if block.kind == "question":
            return [self._entry("check_yourself", block.key, self._question(block))]
        if block.kind == "figure":
            figure = read_figure(self.figures, block.key, self.language)
            value = {
                "svg": figure.svg,
                "alternative_text": figure.alternative_text,
                "caption": figure.caption,
            }
            return [self._entry("drawing", block.key, value)]
        if block.kind == "file" and block.key in self.files:
            return [
                self._entry(
                    "file",
                    f"{block.key}-{number}" if number else block.key,
                    {"document": document, "description": ""},
                )
                for number, document in enumerate(self.files[block.key])
            ]
        return [self._reference(block, source)]

    def _text(self, block: Block, source: TextFile) -> list[dict[str, Any]]:
        parts = []
        for number, (kind, content) in enumerate(split_tables(block.text)):
            key = block.key if number == 0 else f"{block.key}-{number}"
            if kind == "table":
                parts.append(self._entry("table", key, {"caption": "", "rows": content}))
            else:
                parts.append(self._entry("text", key, self._rich(content, block, source)))
        return parts

    def _question(self, block: Block) -> dict[str, Any]:
        choices = [
            self._item(
                f"{block.key}-{choice.key}",
                {
                    "text": to_plain(choice.text),
                    "is_right": choice.is_right,
                    "feedback": to_plain(choice.feedback),
                },
            )
            for choice in block.choices
        ]
        return {"question": to_plain(block.text), "choices": choices}

    def _reference(self, block: Block, source: TextFile) -> dict[str, Any]:
        if block.kind == "toolkit":
            page = self.tree.find("toolkit", block.key, self.language)
            if page:
                return self._entry("toolkit", block.key, {"toolkit": page.pk})
        if block.kind == "quiz" and block.key in self.quizzes:
            return self._entry(
                "quiz", block.key, {"quiz": self.quizzes[block.key], "is_required": True, "weight": 1}
            )
        if block.kind == "video" and block.key in self.films:
            value = self.films[block.key].block(
                self.language, self._item, lambda text: self._rich(text, block, source)
            )
            return self._entry("video", block.key, value)
        if block.kind == "h5p" and block.key in self.packages:
            exercise = {"counts": False, "is_required": False, "pass_percent": None, "weight": 1}
            return self._entry("h5p", block.key, {"package": self.packages[block.key], **exercise})
        if block.kind == "selfcheck" and block.key in self.self_checks:
            return self._entry("self_check", block.key, self.self_checks[block.key])
        raise ContentError(source.path, block.line, f"{block.kind} {block.key!r} is not there")
