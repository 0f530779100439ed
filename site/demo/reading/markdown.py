"""The body of a Markdown file as a sequence of blocks (docs/content-format.md, section 3)."""

import re
import shlex
from dataclasses import dataclass, field

from demo.reading.files import ContentError, TextFile

CONTAINERS = frozenset({"callout", "question", "step"})
LEAVES = frozenset({"figure", "file", "toolkit", "quiz", "h5p", "video", "selfcheck"})
_DIRECTIVE = re.compile(r"^(:{2,3})([a-z][a-z0-9]*)(?:\s+(.*))?$")
_HEADING = re.compile(r"^##\s+(.*?)\s*\{#([a-z0-9-]+)\}\s*$")
_CHOICE = re.compile(r"^- \[([ x])\] (.*?)\s*\{#([a-z0-9-]+)\}\s*$")


@dataclass(frozen=True)
class Choice:
    """An answer of a check-yourself question."""

    key: str
    text: str
    is_right: bool
    feedback: str


@dataclass
class Block:
    """One block: kind "text" or a directive's name; `line` is where it begins."""

    kind: str
    key: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    choices: list[Choice] = field(default_factory=list)


def read_blocks(source: TextFile) -> list[Block]:
    """Split a file's body into blocks. Raises ContentError with the line of the mistake."""
    blocks: list[Block] = []
    lines = source.body.split("\n")
    text: list[str] = []
    text_key, text_line = "intro", source.first_line
    index = 0

    def close_text() -> None:
        content = "\n".join(text).strip()
        if content:
            blocks.append(Block("text", text_key, text_line, text=content))
        text.clear()

    while index < len(lines):
        line, number = lines[index], source.first_line + index
        directive, heading = _DIRECTIVE.match(line), _HEADING.match(line)
        if directive:
            close_text()
            block, index = _read_directive(source, lines, index, directive)
            blocks.append(block)
            text_key, text_line = f"after-{block.key}", source.first_line + index
            continue
        if heading:
            close_text()
            text_key, text_line = heading.group(2), number
            text.append(f"## {heading.group(1)}")
        elif line.startswith("## "):
            raise ContentError(source.path, number, "this heading needs a key, for example {#ornek}")
        else:
            text.append(line)
        index += 1
    close_text()
    return blocks


def _read_directive(
    source: TextFile, lines: list[str], index: int, match: re.Match[str]
) -> tuple[Block, int]:
    colons, name, rest = match.groups()
    number = source.first_line + index
    is_container = colons == ":::"
    if name not in (CONTAINERS if is_container else LEAVES):
        raise ContentError(source.path, number, f"{colons}{name} is no directive")
    try:
        pairs = [part.split("=", 1) for part in shlex.split(rest or "")]
        attributes: dict[str, str] = {name: value for name, value in pairs}  # noqa: C416
    except ValueError:
        raise ContentError(source.path, number, 'attributes are written name=value or name="some words"')
    if "key" not in attributes:
        raise ContentError(source.path, number, "the directive needs a key")
    block = Block(name, attributes.pop("key"), number, attributes)
    index += 1
    if not is_container:
        return block, index
    start = index
    while index < len(lines) and lines[index].strip() != ":::":
        index += 1
    if index == len(lines):
        raise ContentError(source.path, number, f":::{name} is never closed; a line of ::: ends it")
    inside = lines[start:index]
    if name == "question":
        _read_question(source, block, inside, source.first_line + start)
    else:
        block.text = "\n".join(inside).strip()
    return block, index + 1


def _read_question(source: TextFile, block: Block, lines: list[str], first_line: int) -> None:
    question: list[str] = []
    for offset, line in enumerate(lines):
        match = _CHOICE.match(line)
        if match:
            after = lines[offset + 1] if offset + 1 < len(lines) else ""
            if not after.startswith("  > "):
                raise ContentError(
                    source.path, first_line + offset + 1, "every answer is followed by its feedback"
                )
            block.choices.append(
                Choice(match.group(3), match.group(2), match.group(1) == "x", after[4:].strip())
            )
        elif line.startswith("- ["):
            raise ContentError(source.path, first_line + offset, "an answer is written - [ ] text {#key}")
        elif not block.choices and line.strip():
            question.append(line.strip())
    block.text = " ".join(question)
    right = sum(choice.is_right for choice in block.choices)
    if block.attributes.get("type") in ("single", "true-false") and right != 1:
        raise ContentError(source.path, block.line, "exactly one answer must be marked [x]")
    if not 1 <= right < len(block.choices):
        raise ContentError(source.path, block.line, "at least one answer is right and at least one is not")
