"""New archives."""

import zipfile
from collections.abc import Iterable
from typing import IO


def write_archive(target: IO[bytes], entries: Iterable[tuple[str, bytes]]) -> int:
    """Write a new archive of files by name into `target`, one after the other. Returns how many."""
    count = 0
    with zipfile.ZipFile(target, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
            count += 1
    return count
