"""Every reference leads somewhere: links in texts, related things, and what directives point to."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from demo.checking.findings import Findings
from demo.checking.folder import Content, Text
from demo.reading.files import folders
from demo.reading.located import Located, Place
from demo.reading.markdown import Block
from demo.reading.references import ADDRESSES, SCREENS

_LINK = re.compile(r"\]\(([^)]*)\)")
_ADDRESS = re.compile(r"https://[^\s()<>\"]+\.[^\s()<>\"]+")


def check_links(content: Content, findings: Findings) -> None:
    """Look at every link and every directive that points to something."""
    targets = _Targets(content)
    for text in content.every_text():
        lines = text.file.body.split("\n")
        for offset, line in enumerate(lines):
            for target in _LINK.findall(line):
                if message := targets.wrong(target):
                    findings.error(text.path, text.file.first_line + offset, "links", message)
        for block in text.blocks:
            if message := _directive(content, text, block):
                findings.error(text.path, block.line, "links", message)
    for found in content.every_yaml():
        for place, target in _references(found.data, ()):
            if message := targets.wrong(target):
                findings.error(found.path, found.line(*place), "links", message)
    _related(content, targets, findings)
    _unused(content, findings)


class _Targets:
    """What a link may point to."""

    def __init__(self, content: Content) -> None:
        # A folder whose YAML is broken is still there: what is wrong with it is said once, and not at every link.
        programme = content.programme.data if content.programme else {}
        chapters = {f"{owner[1]}/{owner[3]}" for owner in content.texts if owner[0] == "guide"}
        self.known: dict[str, set[str]] = {
            "course": {path.name for path in folders(content.root / "courses")},
            "toolkit": {path.name for path in folders(content.root / "toolkits")},
            "guide": {path.name for path in folders(content.root / "guides")},
            "news": {path.name for path in folders(content.root / "news")},
            "page": {path.name for path in folders(content.root / "pages")},
            "chapter": chapters,
            "track": {track["key"] for track in programme.get("tracks", [])} or {"operator", "change-agent"},
            "app": set(SCREENS) | set(ADDRESSES),
        }

    def wrong(self, target: str) -> str:
        """What is wrong with a target; empty when it leads somewhere."""
        if target.startswith("http"):
            return "" if _ADDRESS.fullmatch(target) else f"{target!r} is no https:// address"
        kind, _colon, key = target.partition(":")
        if kind not in self.known:
            return f"{target!r} is neither https:// nor one of {', '.join(f'{name}:' for name in self.known)}"
        return "" if key in self.known[kind] else f"{target!r} leads nowhere"


def _references(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    """Values of "to" and of lists called "recommend", at any depth."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name == "to" and isinstance(item, str) and ":" in item:
                yield (*place, name), item
            elif name == "recommend":
                yield from (((*place, name, index), target) for index, target in enumerate(item))
            else:
                yield from _references(item, (*place, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _references(item, (*place, index))


def _related(content: Content, targets: _Targets, findings: Findings) -> None:
    kinds = {"courses": "course", "guides": "guide", "toolkits": "toolkit"}
    for found in (*content.toolkits.values(), *content.guides.values()):
        for name, keys in (found.data["related"] or {}).items():
            _keys(found, ("related", name), kinds[name], keys, targets, findings)
    for course in content.courses.values():
        _keys(course, ("prerequisites",), "course", course.data["prerequisites"], targets, findings)
    for page in content.pages.values():
        if parent := page.data.get("parent"):
            _keys(page, (), "page", [parent], targets, findings)


def _keys(
    found: Located, place: Place, kind: str, keys: list[str], targets: _Targets, findings: Findings
) -> None:
    for index, key in enumerate(keys):
        if message := targets.wrong(f"{kind}:{key}"):
            findings.error(found.path, found.line(*place, index), "links", message)


def _folder(text: Text) -> Path:
    """The folder of the course, toolkit, guide, news item or page of a text."""
    return text.path.parent if text.owner[0] in ("toolkit", "news", "page") else text.path.parent.parent


def _directive(content: Content, text: Text, block: Block) -> str:
    folder = _folder(text)
    if block.kind == "figure" and not (folder / "figures" / f"{block.key}.yaml").is_file():
        return f"there is no figures/{block.key}.yaml"
    if block.kind == "toolkit" and block.key not in content.toolkits:
        return f"there is no toolkit {block.key!r}"
    if block.kind == "quiz":
        quiz = content.quizzes.get(block.key)
        return (
            ""
            if quiz is not None and quiz.course == text.owner[1]
            else f"the course has no quiz {block.key!r}"
        )
    if block.kind == "h5p":
        package = content.packages.get(block.key)
        is_here = package is not None and package.path.parent == folder / "packages"
        return "" if is_here else f"there is no packages/{block.key}.yaml"
    if block.kind == "file":
        key = block.attributes.get("toolkit") or (text.owner[1] if text.owner[0] == "toolkit" else "")
        toolkit = content.toolkits.get(key)
        if toolkit is None or block.key not in toolkit.data["files"]:
            return f"toolkit {key!r} has no file {block.key!r}"
    if block.kind == "selfcheck":
        check = content.self_checks.get(text.owner[1])
        if check is None or check.data["key"] != block.key:
            return f"selfcheck.yaml has no key {block.key!r}"
    if block.kind == "video":
        if text.owner[0] != "course":
            return "a video is shown in lessons only"
        if not (folder / "videos" / f"{block.key}.yaml").is_file():
            return f"there is no videos/{block.key}.yaml"
    return ""


def _unused(content: Content, findings: Findings) -> None:
    """A drawing that no text shows, a quiz that no lesson holds."""
    shown = {
        _folder(text) / "figures" / block.key
        for text in content.every_text()
        for block in text.blocks
        if block.kind == "figure"
    }
    for path, figure in content.figures.items():
        if path not in shown:
            findings.note(figure.path, 0, "figures", "no text shows this drawing")
    held = {block.key for text in content.every_text() for block in text.blocks if block.kind == "quiz"}
    for key, quiz in content.quizzes.items():
        if key not in held:
            findings.error(quiz.structure.path, 0, "links", "no lesson ends with this quiz (::quiz key=…)")
