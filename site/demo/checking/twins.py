"""Texts in two languages are the same text: same blocks with the same keys, same headings, same answers."""

import re

from demo.checking.findings import Findings
from demo.checking.folder import Content, Text
from demo.reading.markdown import Block

_SUBHEADING = re.compile(r"^### ", re.MULTILINE)
_ITEM = re.compile(r"^(-|\d+\.) ", re.MULTILINE)
_ROW = re.compile(r"^\|", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def check_twins(content: Content, findings: Findings) -> None:
    """Compare every text with its Turkish master."""
    for found in content.texts.values():
        master = found.get("tr")
        if master is None:
            for text in found.values():
                if text.owner[0] != "news":
                    findings.error(text.path, 0, "twins", "the Turkish master is missing")
            continue
        for language, twin in found.items():
            if language != "tr":
                _compare(master, twin, findings)


def _compare(master: Text, twin: Text, findings: Findings) -> None:
    ours, theirs = [_name(block) for block in master.blocks], [_name(block) for block in twin.blocks]
    if ours != theirs:
        place = next(
            (index for index, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]),
            min(len(ours), len(theirs)),
        )
        line = twin.blocks[place].line if place < len(theirs) else 0
        wanted = ours[place] if place < len(ours) else "nothing more"
        found = theirs[place] if place < len(theirs) else "nothing more"
        findings.error(
            twin.path, line, "twins", f"expected {wanted}, as in {master.path.name}, but found {found}"
        )
        return
    for one, other in zip(master.blocks, twin.blocks, strict=True):
        for what, pattern in (("### headings", _SUBHEADING), ("list items", _ITEM), ("table rows", _ROW)):
            wanted_count, found_count = len(pattern.findall(one.text)), len(pattern.findall(other.text))
            if wanted_count != found_count:
                message = f"{found_count} {what} here, {wanted_count} in {master.path.name}"
                findings.error(twin.path, other.line, "twins", message)
        ours_to, theirs_to = sorted(_LINK.findall(one.text)), sorted(_LINK.findall(other.text))
        if [to for to in ours_to if not to.startswith("https:")] != [
            to for to in theirs_to if not to.startswith("https:")
        ]:
            findings.error(twin.path, other.line, "twins", f"the links are not those of {master.path.name}")
    for name in ("key", "minutes", "objectives"):
        if twin.meta.data.get(name) != master.meta.data.get(name):
            findings.error(
                twin.path, twin.meta.line(name), "twins", f"{name} is not that of {master.path.name}"
            )


def _name(block: Block) -> str:
    """A block as twins must share it."""
    shared = " ".join(block.attributes.get(name, "") for name in ("kind", "type", "toolkit")).strip()
    answers = ",".join(f"{choice.key}{'+' if choice.is_right else ''}" for choice in block.choices)
    return " ".join(part for part in (block.kind, block.key, shared, answers) if part)
