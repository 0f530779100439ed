"""Which of file and CMS changed since the last load, and what follows from it."""

import difflib
import enum
from dataclasses import dataclass, field

import yaml

from demo.loading.page_state import State, digest
from demo.models import LoadedObject


class Fate(enum.Enum):
    """What becomes of a thing that is in the CMS already."""

    KEEP = "keep"
    FOLLOW = "follow"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Conflict:
    """The file changed, and somebody changed the thing in the CMS: both versions, as plain values."""

    path: str
    language: str
    in_file: State
    in_cms: State

    def __str__(self) -> str:
        name = f"{self.path} ({self.language})" if self.language else self.path
        return "\n".join([name, *self.lines()])

    def lines(self) -> list[str]:
        """The differences, file against CMS; empty when somebody deleted it in the CMS."""
        if not self.in_cms:
            return ["  was deleted in the CMS, and its file changed since"]
        old, new = (
            yaml.safe_dump(state, allow_unicode=True, width=100).splitlines()
            for state in (self.in_cms, self.in_file)
        )
        return [f"  {line}" for line in difflib.unified_diff(old, new, "CMS", "file", n=1, lineterm="")]


@dataclass
class Memory:
    """What was loaded before. `take` names paths whose files win over the CMS; "all" is every one."""

    take: frozenset[str] = frozenset()
    conflicts: list[Conflict] = field(default_factory=list)
    made: int = 0
    followed: int = 0

    def __post_init__(self) -> None:
        self._known = {(one.path, one.language): one for one in LoadedObject.objects.all()}
        self._changed: list[LoadedObject] = []

    def knows(self, path: str, language: str = "") -> bool:
        """Whether this came from a file once."""
        return (path, language) in self._known

    def judge(self, path: str, language: str, in_file: State, in_cms: State) -> Fate:
        """Decide about a thing that the CMS has (or had: an empty `in_cms` means that it was deleted there)."""
        known = self._known.get((path, language))
        wanted, there = digest(in_file), digest(in_cms)
        is_same = bool(in_cms) and all(in_cms.get(name) == value for name, value in in_file.items())
        if is_same and (known is None or (known.file_digest, known.cms_digest) != (wanted, there)):
            self.remember(path, language, in_file, in_cms)
            return Fate.KEEP
        if known is not None and wanted == known.file_digest:
            return Fate.FOLLOW if self._is_taken(path) and there != known.cms_digest else Fate.KEEP
        if (known is not None and there == known.cms_digest) or self._is_taken(path):
            return Fate.FOLLOW
        self.conflicts.append(Conflict(path, language, in_file, in_cms))
        return Fate.CONFLICT

    def _is_taken(self, path: str) -> bool:
        return "all" in self.take or any(path == one or path.startswith(f"{one}/") for one in self.take)

    def remember(self, path: str, language: str, in_file: State, in_cms: State) -> None:
        """Keep what file and CMS say now."""
        one = self._known.get((path, language)) or LoadedObject(path=path, language=language)
        one.file_digest, one.cms_digest = digest(in_file), digest(in_cms)
        self._known[(path, language)] = one
        self._changed.append(one)

    def write(self) -> None:
        """Save what was remembered."""
        changed = list({id(one): one for one in self._changed}.values())
        known = [one for one in changed if one.pk is not None]
        LoadedObject.objects.bulk_create([one for one in changed if one.pk is None])
        for one in known:
            one.save()
        self._changed.clear()
