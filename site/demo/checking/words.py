"""Text as a reader meets it: sentences and words without marks, links and keys."""

import re

from demo.checking.folder import Text
from demo.reading.markdown import Block

_KEY = re.compile(r"\s*\{#[a-z0-9-]+\}")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*_|]+")
_ITEM = re.compile(r"^\s*([-*]|\d+\.)\s+", re.MULTILINE)
# A full stop after a number or between digits ends no sentence; nor does one after a common abbreviation.
_END = re.compile(r"(?<!\d)[.!?…:;]+(?=\s|$|[\"”»)])|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?", re.UNICODE)


def plain(text: str) -> str:
    """A text without marks; headings, items and cells become lines of their own."""
    text = _LINK.sub(r"\1", _KEY.sub("", text))
    text = _ITEM.sub("", re.sub(r"^#+\s*", "", text, flags=re.MULTILINE))
    return _MARKS.sub(" ", text)


def block_texts(block: Block) -> list[str]:
    """What stands in a block, piece by piece."""
    pieces = [block.attributes.get("title", ""), block.text]
    for choice in block.choices:
        pieces += [choice.text, choice.feedback]
    return [plain(piece) for piece in pieces if piece]


def running_text(text: Text) -> str:
    """The whole text of a file in reading order."""
    return "\n".join(piece for block in text.blocks for piece in block_texts(block))


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; lines that end without a full stop are sentences, too."""
    joined = re.sub(r"(?<=[^\n.!?…:;])\n(?=[a-zçğıöşü])", " ", text)
    found = [_WORD.findall(part) for part in _END.split(joined) if part]
    return [words for words in found if words]
