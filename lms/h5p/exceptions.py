"""What can stand in the way of an H5P package; each says the state it found."""


class H5PError(Exception):
    """Base of all below."""


class PackageRefused(H5PError):
    """The file is no package that can be kept.

    `code`: stable, for services.reasons, which says it to people. `entry`: the file inside the archive that is meant.
    `detail`: what else the sentence names (a field, missing libraries, the title of the same package). Both come from the
    file: what cannot be printed, or turns the direction of the text, is shown as U+FFFD (PostgreSQL keeps no zero byte).
    """

    def __init__(self, code: str, entry: str = "", detail: str = "") -> None:
        super().__init__(" ".join(filter(None, (code, entry, detail))))
        self.code, self.entry, self.detail = code, _printable(entry), _printable(detail)


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


class UploadBusy(H5PError):
    """Another worker is looking through this upload; whoever asks again later finds it done, or takes it over."""


class LibraryChanged(H5PError):
    """Libraries were installed, patched or removed meanwhile by somebody else; the same once more will do."""


class PackageInUse(H5PError):
    """Something still needs the package or library. `uses`: what."""

    def __init__(self, uses: list[str]) -> None:
        super().__init__("; ".join(uses))
        self.uses = uses


class PackageChanged(H5PError):
    """Somebody replaced the package while it was being written; saving now would hide what they brought."""
