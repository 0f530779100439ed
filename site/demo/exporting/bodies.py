"""A page's stream as the body of a Markdown file; blocks that came from the file keep their keys."""

from typing import Any

from core import turkish
from demo.exporting.films import says_its_file
from demo.exporting.rich_text import Name, to_markdown
from demo.keys import key_uuid
from demo.reading.files import TextFile
from demo.reading.markdown import Block, read_blocks
from demo.reading.videos import read_film


class BodyWriter:
    """Writes one stream. Raises ValueError for what a content file cannot say."""

    def __init__(self, owner: tuple[str, ...], source: TextFile, name: Name) -> None:
        self._owner = owner
        self._path = source.path
        self._name = name
        self._known: dict[str, Block] = {}
        self._answers: dict[str, tuple[str, str]] = {}
        for block in read_blocks(source):
            self._known[self._id(block.key)] = block
            for choice in block.choices:
                self._answers[str(key_uuid(*owner, "block", "item", f"{block.key}-{choice.key}"))] = (
                    block.key,
                    choice.key,
                )
            if block.kind == "step":
                self._known[str(key_uuid(*owner, "block", "item", block.key))] = block
        self._used: set[str] = set()

    def _id(self, key: str) -> str:
        return str(key_uuid(*self._owner, "block", key))

    def write(self, stream: list[dict[str, Any]]) -> str:
        """The whole body, with a line break at its end."""
        parts = [part for entry in stream for part in self._entry(entry)]
        return "\n\n".join(parts) + "\n"

    def _key(self, entry: dict[str, Any], words: str) -> str:
        known = self._known.get(str(entry.get("id")))
        key = known.key if known else (turkish.slug(words)[:40].strip("-") or "blok")
        base, number = key, 2
        while key in self._used:
            key, number = f"{base}-{number}", number + 1
        self._used.add(key)
        return key

    def _entry(self, entry: dict[str, Any]) -> list[str]:
        kind, value = entry["type"], entry["value"]
        if kind == "text":
            return [self._text(entry, value)]
        if kind == "table":
            rows = [[cell.strip() for cell in line.split("|")] for line in value["rows"].strip().split("\n")]
            lines = [f"| {' | '.join(row)} |" for row in rows]
            return ["\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])]
        if kind == "callout":
            head = f":::callout kind={value['kind']} key={self._key(entry, value['title'])} title={_quoted(value['title'])}"
            return [f"{head}\n{to_markdown(value['text'], self._name)}\n:::"]
        if kind == "steps":
            return [self._step(item) for item in value["steps"]]
        if kind == "check_yourself":
            return [self._question(entry, value)]
        known = self._known.get(str(entry.get("id")))
        if known is not None and known.kind == "video":
            self._check_film(known, value)
        if known is not None and known.kind in (
            "figure",
            "file",
            "toolkit",
            "quiz",
            "h5p",
            "selfcheck",
            "video",
        ):
            more = "".join(f" {name}={_quoted(text)}" for name, text in known.attributes.items())
            return [f"::{known.kind} key={known.key}{more}"]
        if kind == "file" and str(entry.get("id")) in self._more_files():
            return []
        raise ValueError(f"a new block {kind!r}")

    def _check_film(self, block: Block, value: dict[str, Any]) -> None:
        film = read_film(self._path.parent.parent / "videos", block.key)
        language = self._path.name.split(".")[-2]
        if not says_its_file(value, film, language, lambda text: to_markdown(text, self._name)):
            raise ValueError(
                f"what was changed in the video {block.key!r}: its words stand in {film.path.name}"
            )

    def _more_files(self) -> set[str]:
        """A file directive brings one block a document; the first of them writes the directive."""
        files = [block.key for block in self._known.values() if block.kind == "file"]
        return {self._id(f"{key}-{number}") for key in files for number in range(1, 9)}

    def _text(self, entry: dict[str, Any], html: str) -> str:
        lines = to_markdown(html, self._name).split("\n")
        for index, line in enumerate(lines):
            if line.startswith("## "):
                own = entry if index == 0 else {}
                lines[index] = f"{line} {{#{self._key(own, line[3:])}}}"
        return "\n".join(lines)

    def _step(self, item: dict[str, Any]) -> str:
        known = self._known.get(str(item.get("id")))
        value = item["value"]
        minutes = f" minutes={known.attributes['minutes']}" if known and "minutes" in known.attributes else ""
        head = f":::step key={self._key(item, value['title'])} title={_quoted(value['title'])}{minutes}"
        return f"{head}\n{to_markdown(value['text'], self._name)}\n:::"

    def _question(self, entry: dict[str, Any], value: dict[str, Any]) -> str:
        known = self._known.get(str(entry.get("id")))
        right = sum(bool(item["value"]["is_right"]) for item in value["choices"])
        kind = known.attributes.get("type", "single") if known else ("single" if right == 1 else "multiple")
        if right != 1:
            kind = "multiple"
        lines = [f":::question key={self._key(entry, value['question'])} type={kind}", value["question"], ""]
        for number, item in enumerate(value["choices"], start=1):
            _block, key = self._answers.get(str(item.get("id")), ("", f"yanit-{number}"))
            lines.append(
                f"- [{'x' if item['value']['is_right'] else ' '}] {item['value']['text']} {{#{key}}}"
            )
            lines.append(f"  > {item['value']['feedback']}")
        return "\n".join([*lines, ":::"])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "”") + '"' if " " in text or not text or '"' in text else text
