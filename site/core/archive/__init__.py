"""The one place that opens zip archives. What comes from outside is looked through here before anything else reads it."""

from core.archive.isolation import unpack_isolated
from core.archive.limits import OFFICE_TYPES, UnpackedFile, UnpackLimits
from core.archive.office import OFFICE_KINDS, ArchiveLimits, OfficeKind, check_office_file, read_part
from core.archive.refusal import CODES, ArchiveRefused
from core.archive.unpacking import unpack
from core.archive.writing import write_archive

__all__ = [
    "CODES",
    "OFFICE_KINDS",
    "OFFICE_TYPES",
    "ArchiveLimits",
    "ArchiveRefused",
    "OfficeKind",
    "UnpackLimits",
    "UnpackedFile",
    "check_office_file",
    "read_part",
    "unpack",
    "unpack_isolated",
    "write_archive",
]
