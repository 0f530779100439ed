"""Stamps: a finished step leaves the digest of what it read, and is skipped while that stays the same."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Stamp:
    """The memory of one step, kept beside what the step made so that both vanish together."""

    path: Path

    def is_fresh(self, digest: str) -> bool:
        """Tell whether the step was last finished with this digest."""
        try:
            return self.path.read_text() == digest
        except OSError:
            return False

    def write(self, digest: str) -> None:
        """Remember that the step was finished with this digest."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(digest)

    def forget(self) -> None:
        """Make the step run again next time."""
        self.path.unlink(missing_ok=True)


def digest_of(parts: Iterable[str]) -> str:
    """Return one digest for several texts."""
    total = hashlib.sha256()
    for part in parts:
        total.update(part.encode())
        total.update(b"\0")
    return total.hexdigest()


def digest_of_files(paths: Iterable[Path]) -> str:
    """Return a digest of the contents of files; a missing file counts as empty."""
    return digest_of(
        f"{path.name}:{hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ''}"
        for path in paths
    )


def digest_of_trees(folders: Iterable[Path], pattern: str = "*") -> str:
    """Return a digest of every file below the folders by path, size and time (reading them all would be slow)."""
    lines = []
    for folder in folders:
        for path in sorted(folder.rglob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                state = path.stat()
                lines.append(f"{path}:{state.st_size}:{state.st_mtime_ns}")
    return digest_of(lines)
