"""What may come out of an archive."""

from dataclasses import dataclass

OFFICE_TYPES = frozenset(["docx", "xlsx", "pptx", "odt", "ods", "odp"])


@dataclass(frozen=True, kw_only=True)
class UnpackLimits:
    """Bytes are those that come out, counted while it happens; what the archive says of itself is believed by nobody.

    total_bytes, entry_bytes: of all, of one. entries: files and folders. ratio: of what comes out to what was packed,
    looked at beyond the first megabyte. depth: folders above a file. name_length: bytes of a whole path in UTF-8.
    allowed: extensions without the dot, or whole file names, in small letters; what has another one is refused. nested: those of `allowed`
    which are archives themselves (see OFFICE_TYPES): looked through within the same limits, never unpacked.
    important: paths that the reader will look for ("h5p.json"); nothing may look like them that is not them.
    skip_hidden: names that begin with "." or "_", and what systems leave behind (Thumbs.db), are left out, as H5P does.
    skip_top: files at the top that are not important are left out, as H5P does.
    """

    total_bytes: int
    entry_bytes: int
    allowed: frozenset[str]
    entries: int = 5_000
    ratio: int = 200
    depth: int = 12
    name_length: int = 240
    nested: frozenset[str] = frozenset()
    important: frozenset[str] = frozenset()
    skip_hidden: bool = False
    skip_top: bool = False


@dataclass(frozen=True, slots=True)
class UnpackedFile:
    """name: path below the target, with "/". size: bytes. sha256: in hexadecimal."""

    name: str
    size: int
    sha256: str
