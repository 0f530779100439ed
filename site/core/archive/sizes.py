"""How much may come out of an entry, looked at piece by piece while it does (security statement 21)."""

from core.archive.directory import Entry
from core.archive.refusal import ArchiveRefused


def check_size(entry: Entry, size: int, *, entry_bytes: int, left: int, ratio: int, free: int) -> None:
    """Refuse an entry of which `size` bytes have come out so far.

    entry_bytes: the most of one entry. left: what all of them may still have. ratio: of what comes out to what was packed,
    looked at beyond `free` bytes. Raises ArchiveRefused.
    """
    if size > entry_bytes:
        raise ArchiveRefused("entry_too_large", entry.name)
    if size > left:
        raise ArchiveRefused("too_large", entry.name)
    if size > free and size > ratio * max(entry.packed, 1):
        raise ArchiveRefused("ratio", entry.name)
