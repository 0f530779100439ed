"""What a check of content found, with file and line."""

from dataclasses import dataclass, field
from pathlib import Path

from demo.reading.files import ContentError


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that was found. `rule` names the check; an error forbids loading, a note asks to look."""

    path: Path
    line: int
    rule: str
    message: str
    is_error: bool = True


@dataclass
class Findings:
    """All that was found in one folder."""

    folder: Path
    items: list[Finding] = field(default_factory=list)

    def error(self, path: Path, line: int, rule: str, message: str) -> None:
        """Something that must be mended; `line` counts from 1, 0 means the whole file."""
        self.items.append(Finding(path, line, rule, message))

    def note(self, path: Path, line: int, rule: str, message: str) -> None:
        """Something to look at, which does not fail the check."""
        self.items.append(Finding(path, line, rule, message, is_error=False))

    def broken(self, error: ContentError) -> None:
        """A file that cannot be read at all."""
        self.error(error.path, error.line, "format", error.message)

    @property
    def errors(self) -> list[Finding]:
        """What must be mended."""
        return [item for item in self.items if item.is_error]

    def report(self, only: Path | None = None) -> str:
        """All findings grouped by file, then the sums; with `only`, those of one file or folder."""
        chosen = sorted({item for item in self.items if only is None or item.path.is_relative_to(only)})
        out: list[str] = []
        last: Path | None = None
        for item in chosen:
            if item.path != last:
                last = item.path
                inside = last.relative_to(self.folder) if last.is_relative_to(self.folder) else last
                out.append(str(inside))
            where = f"{item.line:>5}" if item.line else "    -"
            out.append(f"{where}  {'error' if item.is_error else 'note '}  {item.rule}: {item.message}")
        errors = sum(item.is_error for item in chosen)
        out.append(f"{errors} errors, {len(chosen) - errors} notes")
        return "\n".join(out)
