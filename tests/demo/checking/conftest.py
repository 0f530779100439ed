"""A copy of the template folder that a test may break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from demo.checking.run import check_folder
from demo.load_paths import TEMPLATE


class Folder:
    """A content folder to be changed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a file; the old text must be in it."""
        path = self.root / name
        text = path.read_text()
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new))

    def errors(self) -> list[tuple[str, int, str, str]]:
        """File, line, rule and message of every error."""
        _, findings = check_folder(self.root)
        return [
            (str(item.path.relative_to(self.root)), item.line, item.rule, item.message)
            for item in findings.errors
        ]

    def rules(self) -> set[str]:
        """The rules that are broken."""
        return {rule for _file, _line, rule, _message in self.errors()}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(Path(shutil.copytree(TEMPLATE, tmp_path / "content")))


@pytest.fixture
def broken(folder: Folder) -> Callable[[str, str, str], list[tuple[str, int, str, str]]]:
    """Change one file of a fresh copy and return the errors."""

    def change(name: str, old: str, new: str) -> list[tuple[str, int, str, str]]:
        folder.replace(name, old, new)
        return folder.errors()

    return change
