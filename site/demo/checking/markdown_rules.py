"""What Markdown a text may use, and what its directives need (docs/content-format.md, section 3)."""

import re
from dataclasses import dataclass

from demo.checking.findings import Findings
from demo.checking.folder import Content, Text
from demo.checking.shapes import is_key
from demo.reading.markdown import Block

_FORBIDDEN = [
    (re.compile(r"^# "), "the title stands in the front matter; headings in the text begin with ##"),
    (re.compile(r"^#{4,}"), "only ## and ### headings are used"),
    (re.compile(r"!\["), "pictures come as ::figure"),
    (re.compile(r"</?[a-zA-Z][^>]*>"), "no HTML in a text"),
    (re.compile(r"^\s+([-*]|\d+\.) "), "lists have one level"),
    (re.compile(r"(  |\\)$"), "no line breaks by hand (white space or a backslash at the end)"),
    (re.compile(r"`"), "no code marks"),
    (re.compile(r"^(\*|\+) "), "a list begins with -"),
]
_TABLE_HEADING = re.compile(r"^\|?[\s:|-]+\|?$")
CALLOUTS = {"safety", "tip", "example", "remember"}
QUESTIONS = {"single", "multiple", "true-false"}


@dataclass(frozen=True)
class _Needs:
    must: frozenset[str]
    may: frozenset[str] = frozenset()


_DIRECTIVES = {
    "callout": _Needs(frozenset({"kind", "title"})),
    "question": _Needs(frozenset({"type"})),
    "step": _Needs(frozenset({"title"}), frozenset({"minutes"})),
    "figure": _Needs(frozenset()),
    "file": _Needs(frozenset(), frozenset({"toolkit"})),
    "toolkit": _Needs(frozenset()),
    "quiz": _Needs(frozenset()),
    "video": _Needs(frozenset()),
    "h5p": _Needs(frozenset()),
    "selfcheck": _Needs(frozenset()),
}
# The longest that the CMS takes, so that an editor can save the page again.
LIMITS = {"title": 255, "summary": 400, "question": 400, "choice": 300, "feedback": 400}


def check_markdown(content: Content, findings: Findings) -> None:
    """Look at every text."""
    for text in content.every_text():
        _lines(text, findings)
        _blocks(text, findings)
        for name in ("title", "summary"):
            if len(str(text.meta.data[name])) > LIMITS[name]:
                message = f"the {name} has more than {LIMITS[name]} characters"
                findings.error(text.path, text.meta.line(name), "length", message)


def _lines(text: Text, findings: Findings) -> None:
    lines = text.file.body.split("\n")
    inside_question = False
    for offset, line in enumerate(lines):
        number = text.file.first_line + offset
        if line.startswith(":::"):
            inside_question = line.startswith(":::question")
        for pattern, message in _FORBIDDEN:
            if inside_question and line.startswith("  > "):
                continue
            if pattern.search(line):
                findings.error(text.path, number, "markdown", message)
        is_start = line.startswith("::") and line.strip() != ":::"
        before = lines[offset - 1] if offset else ""
        after = lines[offset + 1] if offset + 1 < len(lines) else ""
        is_leaf_or_end = line.strip() == ":::" or (is_start and not line.startswith(":::"))
        if (is_start and before.strip()) or (is_leaf_or_end and after.strip()):
            findings.error(text.path, number, "markdown", "a directive has an empty line before and after it")


def _blocks(text: Text, findings: Findings) -> None:
    seen: dict[str, int] = {}
    for position, block in enumerate(text.blocks):
        if not is_key(block.key):
            findings.error(text.path, block.line, "key", f"{block.key!r} is no key")
        if block.key in seen:
            message = f"the key {block.key!r} is used in line {seen[block.key]} already"
            findings.error(text.path, block.line, "key", message)
        seen.setdefault(block.key, block.line)
        if block.kind == "text":
            continue
        needs = _DIRECTIVES[block.kind]
        for name in sorted(needs.must - block.attributes.keys()):
            findings.error(text.path, block.line, "markdown", f"the {block.kind} needs {name}=…")
        for name in sorted(block.attributes.keys() - needs.must - needs.may):
            findings.error(text.path, block.line, "markdown", f"a {block.kind} has no {name}")
        _place(text, block, position, findings)
        if block.kind == "question":
            _question(text, block, findings)


def _place(text: Text, block: Block, position: int, findings: Findings) -> None:
    kind = text.owner[0]
    if block.kind in ("step", "selfcheck") and kind != "toolkit":
        findings.error(text.path, block.line, "markdown", f"a {block.kind} belongs to a toolkit")
    if block.kind in ("quiz", "toolkit") and kind not in ("course", "guide", "toolkit", "news", "page"):
        findings.error(text.path, block.line, "markdown", f"a {block.kind} does not belong here")
    if block.kind == "quiz" and (kind != "course" or position != len(text.blocks) - 1):
        findings.error(text.path, block.line, "markdown", "a quiz stands at the end of a lesson, once")
    if block.kind == "h5p" and kind != "course":
        findings.error(text.path, block.line, "markdown", "an h5p belongs to a lesson")
    if block.kind == "callout":
        if block.attributes.get("kind") not in CALLOUTS:
            findings.error(text.path, block.line, "markdown", f"kind is one of {', '.join(sorted(CALLOUTS))}")
        if re.search(r"^#", block.text, re.MULTILINE):
            findings.error(text.path, block.line, "markdown", "no headings in a callout")
    if block.kind in ("callout", "step") and not block.text:
        findings.error(text.path, block.line, "markdown", f"the {block.kind} is empty")


def _question(text: Text, block: Block, findings: Findings) -> None:
    kind = block.attributes.get("type")
    if kind not in QUESTIONS:
        findings.error(text.path, block.line, "questions", f"type is one of {', '.join(sorted(QUESTIONS))}")
    keys = [choice.key for choice in block.choices]
    if len(set(keys)) != len(keys):
        findings.error(text.path, block.line, "key", "two answers have the same key")
    if kind == "true-false" and set(keys) != {"t", "f"}:
        findings.error(text.path, block.line, "questions", "true-false has the answers {#t} and {#f}")
    if kind in ("single", "multiple") and not 2 <= len(keys) <= 6:
        findings.error(text.path, block.line, "questions", "a question has two to six answers")
    if not block.text:
        findings.error(text.path, block.line, "questions", "the question has no text")
    lengths = [("question", block.text)]
    for choice in block.choices:
        lengths += [("choice", choice.text), ("feedback", choice.feedback)]
        if not choice.text or not choice.feedback:
            findings.error(text.path, block.line, "questions", f"answer {choice.key} lacks text or feedback")
    for name, words in lengths:
        if len(words) > LIMITS[name]:
            findings.error(
                text.path, block.line, "length", f"a {name} has more than {LIMITS[name]} characters"
            )
