"""Why an archive is refused. Texts for people are made from the code by whoever shows them."""

CODES = frozenset(
    [
        "empty",  # no entry at all
        "damaged",  # no zip archive, or one whose parts contradict each other
        "truncated",  # ends too early
        "checksum",  # what comes out is not what was packed
        "encrypted",
        "compression",  # packed in a way that is not read here
        "stray_bytes",  # bytes that belong to no entry: before, between or after; also two archives in one
        "overlap",  # two entries share packed bytes
        "too_many",  # entries
        "too_large",  # all together
        "entry_too_large",
        "ratio",  # packed too tightly to be honest
        "depth",  # folders in folders
        "name_length",
        "name",  # characters that no file system should see, or not readable
        "path",  # leads elsewhere: "..", absolute, drive letter, backslash
        "device_name",  # CON, NUL ...
        "link",
        "special",  # a device, pipe or socket, or a file that says it is a folder
        "duplicate",  # the same name twice, as some file systems compare names
        "lookalike",  # a name that looks like one that matters
        "type",  # not on the list of what is taken
        "executable",  # what a web server or an operating system would run, or take for its settings
        "disguised",  # a picture, font or film that begins like a page, a script or a program
        "nested",  # an archive in the archive
        "entities",  # XML with a document type or entities
        "markup",  # XML that cannot be read
        "script",  # a drawing that runs something
        "disk",  # no room to unpack
        "memory",
        "time",
        "crashed",  # the process that unpacked ended without an answer
    ]
)


class ArchiveRefused(Exception):
    """The file is no archive, or one that nobody should unpack.

    code: one of CODES, stable. entry: the file inside that is meant, as it is called there; "" when it is the whole.
    str() says it in one line for the log.
    """

    def __init__(self, code: str, entry: str = "", detail: str = "") -> None:
        super().__init__(code, entry, detail)
        self.code = code
        self.entry = entry
        self.detail = detail

    def __str__(self) -> str:
        return " ".join(
            part for part in (self.code, repr(self.entry) if self.entry else "", self.detail) if part
        )
