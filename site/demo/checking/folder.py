"""A content folder read whole: every file that can be read, with the mistakes of those that cannot."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo.checking import forms
from demo.checking.findings import Findings
from demo.checking.shapes import Shape
from demo.reading.files import LANGUAGES, ContentError, TextFile, folders, read_text
from demo.reading.located import Located, locate, read_located
from demo.reading.markdown import Block, read_blocks

_PLACED = re.compile(r"(?P<place>\d\d)-(?P<key>[a-z0-9-]+)\.(?P<language>[a-z]{2})\.md")
_PLAIN = re.compile(r"(?P<key>[a-z0-9-]+)\.(?P<language>[a-z]{2})\.md")


@dataclass(frozen=True)
class Text:
    """A Markdown file with its blocks. `owner` is its path of keys, the same in every language."""

    owner: tuple[str, ...]
    language: str
    file: TextFile
    meta: Located
    blocks: list[Block]

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.file.path


@dataclass(frozen=True)
class Quiz:
    """A quiz: its structure, and its texts by language."""

    course: str
    structure: Located
    texts: dict[str, Located]

    @property
    def key(self) -> str:
        """The quiz's key, from the file's name."""
        return self.structure.path.stem


@dataclass
class Content:
    """All of a folder. Things are by key; texts by their path of keys, then by language."""

    root: Path
    courses: dict[str, Located] = field(default_factory=dict)
    toolkits: dict[str, Located] = field(default_factory=dict)
    guides: dict[str, Located] = field(default_factory=dict)
    news: dict[str, Located] = field(default_factory=dict)
    pages: dict[str, Located] = field(default_factory=dict)
    texts: dict[tuple[str, ...], dict[str, Text]] = field(default_factory=dict)
    quizzes: dict[str, Quiz] = field(default_factory=dict)
    packages: dict[str, Located] = field(default_factory=dict)
    figures: dict[Path, Located] = field(default_factory=dict)
    self_checks: dict[str, Located] = field(default_factory=dict)
    downloads: dict[str, Located] = field(default_factory=dict)
    films: dict[Path, Located] = field(default_factory=dict)
    home: Located | None = None
    programme: Located | None = None

    def every_yaml(self) -> Iterator[Located]:
        """Every YAML file of texts, programme.yaml and people.yaml left out."""
        for kind in (self.courses, self.toolkits, self.guides, self.news, self.pages):
            yield from kind.values()
        for quiz in self.quizzes.values():
            yield quiz.structure
        yield from self.packages.values()
        yield from self.figures.values()
        yield from self.self_checks.values()
        yield from self.downloads.values()
        yield from self.films.values()
        if self.home is not None:
            yield self.home

    def every_text(self) -> Iterator[Text]:
        """Every Markdown file."""
        for found in self.texts.values():
            yield from found.values()

    def lessons(self, course: str) -> dict[str, dict[str, Text]]:
        """A course's lessons by key, then by language."""
        return {
            owner[3]: found
            for owner, found in self.texts.items()
            if owner[:3] == ("course", course, "lesson")
        }


class Reader:
    """Reads a folder; what is wrong with a file's form is a finding, and the rest is read on."""

    def __init__(self, root: Path, findings: Findings) -> None:
        self.content = Content(root)
        self.findings = findings

    def read(self) -> Content:
        """Everything."""
        root, content = self.content.root, self.content
        if (root / "home.yaml").is_file():
            content.home = self._yaml(root / "home.yaml", forms.HOME)
        if (root / "programme.yaml").is_file():
            content.programme = self._yaml(root / "programme.yaml", forms.anything)
        for path in folders(root / "courses"):
            self._course(path)
        for path in folders(root / "toolkits"):
            self._toolkit(path)
        for path in folders(root / "guides"):
            self._owned(path, "guide", content.guides, forms.GUIDE)
            self._placed(path / "chapters", ("guide", path.name, "chapter"), forms.CHAPTER)
        for name, folder, kept, shape in (
            ("news", "news", content.news, forms.NEWS),
            ("page", "pages", content.pages, forms.PAGE),
        ):
            for path in folders(root / folder):
                self._owned(path, name, kept, shape)
                self._plain(path, "text", (name, path.name), forms.PAGE_TEXT)
        return content

    def _yaml(self, path: Path, shape: Shape) -> Located | None:
        try:
            found = read_located(path)
        except ContentError as error:
            self.findings.broken(error)
            return None
        problems = list(shape(found.data, ()))
        for place, message in problems:
            dotted = ".".join(str(part) for part in place)
            self.findings.error(
                path, found.line(*place), "format", f"{dotted}: {message}" if dotted else message
            )
        return None if problems else found

    def _owned(self, path: Path, name: str, kept: dict[str, Located], shape: Shape) -> Located | None:
        found = self._yaml(path / f"{name}.yaml", shape)
        if found is None:
            return None
        if found.data["key"] != path.name:
            message = f"the key is {found.data['key']!r}, but the folder is called {path.name!r}"
            self.findings.error(found.path, found.line("key"), "key", message)
        kept[path.name] = found
        self._figures(path / "figures")
        return found

    def _course(self, path: Path) -> None:
        self._owned(path, "course", self.content.courses, forms.COURSE)
        self._placed(path / "lessons", ("course", path.name, "lesson"), forms.LESSON)
        self._films(path / "videos")
        for file in sorted((path / "quizzes").glob("*.yaml")):
            if "." in file.stem:
                base = file.with_name(f"{file.stem.split('.')[0]}.yaml")
                if not base.is_file():
                    self.findings.error(file, 0, "format", f"{base.name} is missing beside it")
                continue
            structure = self._yaml(file, forms.QUIZ)
            texts = {
                language: found
                for language in LANGUAGES
                if (own := file.with_name(f"{file.stem}.{language}.yaml")).is_file()
                and (found := self._yaml(own, forms.QUIZ_TEXTS)) is not None
            }
            if structure is not None:
                if structure.data["key"] != file.stem:
                    self.findings.error(file, structure.line("key"), "key", f"the key must be {file.stem!r}")
                if file.stem in self.content.quizzes:
                    self.findings.error(file, 0, "key", "another course has a quiz of this key")
                self.content.quizzes[file.stem] = Quiz(path.name, structure, texts)
        for file in sorted((path / "packages").glob("*.yaml")):
            self._package(file)

    def _package(self, file: Path) -> None:
        found = self._yaml(file, forms.PACKAGE)
        if found is None:
            return
        if found.data["key"] != file.stem:
            self.findings.error(file, found.line("key"), "key", f"the key must be {file.stem!r}")
        if file.stem in self.content.packages:
            self.findings.error(file, 0, "key", "another course has a package of this key")
        self.content.packages[file.stem] = found

    def _toolkit(self, path: Path) -> None:
        self._owned(path, "toolkit", self.content.toolkits, forms.TOOLKIT)
        self._plain(path, "page", ("toolkit", path.name), forms.TOOLKIT_PAGE)
        if (path / "selfcheck.yaml").is_file():
            found = self._yaml(path / "selfcheck.yaml", forms.SELF_CHECK)
            if found is not None:
                self.content.self_checks[path.name] = found
        for file in sorted((path / "files").glob("*.yaml")):
            found = self._yaml(file, _download)
            if found is None:
                continue
            if found.data["key"] != file.stem:
                self.findings.error(file, found.line("key"), "key", f"the key must be {file.stem!r}")
            if file.stem in self.content.downloads:
                self.findings.error(file, 0, "key", "another toolkit has a file of this key")
            self.content.downloads[file.stem] = found

    def _figures(self, folder: Path) -> None:
        for file in sorted(folder.glob("*.yaml")):
            found = self._yaml(file, forms.FIGURE)
            if found is not None:
                if found.data["key"] != file.stem:
                    self.findings.error(file, found.line("key"), "key", f"the key must be {file.stem!r}")
                self.content.figures[file.with_suffix("")] = found
        for drawing in sorted(folder.glob("*.svg")):
            if not drawing.with_name(f"{drawing.name.split('.')[0]}.yaml").is_file():
                self.findings.error(drawing, 0, "figures", "the texts of this drawing (YAML) are missing")

    def _films(self, folder: Path) -> None:
        for file in sorted(folder.glob("*.yaml")):
            found = self._yaml(file, forms.FILM)
            if found is None:
                continue
            if found.data["key"] != file.stem:
                self.findings.error(file, found.line("key"), "key", f"the key must be {file.stem!r}")
            self.content.films[file.with_suffix("")] = found

    def _placed(self, folder: Path, owner: tuple[str, ...], shape: Shape) -> None:
        for file in sorted(folder.glob("*.md")):
            match = _PLACED.fullmatch(file.name)
            if match is None or match["language"] not in LANGUAGES:
                self.findings.error(file, 0, "format", "the name must be <two digits>-<key>.<language>.md")
                continue
            self._text(file, (*owner, match["key"]), match["language"], shape)

    def _plain(self, folder: Path, name: str, owner: tuple[str, ...], shape: Shape) -> None:
        for file in sorted(folder.glob("*.md")):
            match = _PLAIN.fullmatch(file.name)
            if match is None or match["key"] != name or match["language"] not in LANGUAGES:
                self.findings.error(file, 0, "format", f"the name must be {name}.<language>.md")
                continue
            self._text(file, owner, match["language"], shape)

    def _text(self, file: Path, owner: tuple[str, ...], language: str, shape: Shape) -> None:
        try:
            source = read_text(file)
            head = file.read_text(encoding="utf-8")[4:].split("\n---\n", 1)[0]
            meta = locate(head, file, 2)
            blocks = read_blocks(source)
        except ContentError as error:
            self.findings.broken(error)
            return
        except UnicodeDecodeError:
            self.findings.error(file, 0, "format", "the file is not UTF-8")
            return
        problems = list(shape(meta.data, ()))
        for place, message in problems:
            self.findings.error(
                file, meta.line(*place), "format", f"{place[-1] if place else ''} {message}".strip()
            )
        if problems:
            return
        if "key" in meta.data and meta.data["key"] != owner[-1]:
            self.findings.error(
                file, meta.line("key"), "key", f"the key must be {owner[-1]!r}, as in the file's name"
            )
        self.content.texts.setdefault(owner, {})[language] = Text(owner, language, source, meta, blocks)


def _download(value: Any, place: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], str]]:
    """A checklist has columns; a workbook has texts and an example for the script that builds it."""
    is_checklist = isinstance(value, dict) and "columns" in value
    yield from (forms.CHECKLIST if is_checklist else forms.WORKBOOK)(value, place)
