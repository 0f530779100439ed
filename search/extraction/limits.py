"""How much a file may cost before nobody goes on reading it."""

from core.archive import ArchiveLimits

SECONDS = 30
"""Time for one file, by the clock; shorter than the lease of a message of the outbox."""
CPU_SECONDS = 25
MEMORY = 768 * 1024 * 1024
"""Bytes of address space of the reading process."""
FILE_BYTES = 60 * 1024 * 1024
"""Larger files are not read."""
OUTPUT_BYTES = 24 * 1024 * 1024
MOST_PAGES = 2_000
PAGE_CHARACTERS = 60_000
ALL_CHARACTERS = 3_000_000
"""What goes beyond is left out; the editor is told."""
ARCHIVE = ArchiveLimits(entries=3_000, entry_bytes=30_000_000, total_bytes=120_000_000, ratio=400)
