"""Why a package was refused, in the reader's language, with what would mend it."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.h5p.exceptions import PackageRefused

_MENDED = gettext_lazy("Export it again where it was made, and upload the new file.")
_HOSTILE = gettext_lazy("A package from a trustworthy source has nothing like it.")

_REASONS: dict[str, tuple[str | Promise, str | Promise]] = {
    "empty": (gettext_lazy("The file is empty."), gettext_lazy("Choose it again.")),
    "too_large": (
        gettext_lazy("The file is larger than what is taken here (%(detail)s)."),
        gettext_lazy("Make pictures and films smaller, or link to the film instead."),
    ),
    "no_room": (
        gettext_lazy("The server has no room for it."),
        gettext_lazy("Tell the people who run this site; then upload it again."),
    ),
    "damaged": (gettext_lazy("The file arrived damaged."), gettext_lazy("Upload it again.")),
    "gone": (gettext_lazy("The uploaded file is not there any more."), gettext_lazy("Upload it again.")),
    "stuck": (
        gettext_lazy("It could not be checked: something went wrong on the server."),
        gettext_lazy("Upload it again; if that does not help, tell the people who run this site."),
    ),
    "same_version": (
        gettext_lazy("This is the file that “%(detail)s” has already."),
        gettext_lazy("Nothing has changed."),
    ),
    "same_package": (
        gettext_lazy("This file is here already, as “%(detail)s”."),
        gettext_lazy("Use that package."),
    ),
    "held_back": (
        gettext_lazy(
            "It brings newer patches of libraries that others use, which were left as they are: %(detail)s."
        ),
        gettext_lazy("If it does not play, ask an editor to upload it."),
    ),
    "no_manifest": (
        gettext_lazy("There is no h5p.json in it, so it is no H5P package."),
        gettext_lazy("Choose the file with the ending .h5p; do not pack it yourself in a folder of its own."),
    ),
    "no_content": (gettext_lazy("It has no content (content/content.json)."), _MENDED),
    "content_script": (
        gettext_lazy("Its content holds a script or a style sheet, which only libraries may."),
        gettext_lazy("Take it out where the package was made."),
    ),
    "json": (gettext_lazy("A file in it cannot be read as JSON."), _MENDED),
    "json_too_large": (gettext_lazy("A file in it is larger than any package needs."), _MENDED),
    "field": (gettext_lazy("“%(detail)s” is missing or not as H5P has it."), _MENDED),
    "main_library": (
        gettext_lazy("It does not say which version of “%(detail)s” it needs."),
        _MENDED,
    ),
    "folder": (
        gettext_lazy("A library lies in a folder of another name; it should be “%(detail)s”."),
        _MENDED,
    ),
    "library_twice": (gettext_lazy("The library “%(detail)s” is in it twice."), _MENDED),
    "file_missing": (gettext_lazy("A file that “%(detail)s” needs is missing."), _MENDED),
    "semantics": (gettext_lazy("The description of a content type is not as H5P has it."), _MENDED),
    "libraries_missing": (
        gettext_lazy("Libraries are missing that are neither in it nor here: %(detail)s."),
        gettext_lazy("Export it with its libraries, or upload a package first that has them."),
    ),
    "archive_empty": (gettext_lazy("There is nothing in it."), _MENDED),
    "archive_damaged": (gettext_lazy("It is no zip archive, or a damaged one."), _MENDED),
    "archive_truncated": (gettext_lazy("The file ends too early."), gettext_lazy("Upload it again.")),
    "archive_checksum": (gettext_lazy("A file in it is damaged."), _MENDED),
    "archive_encrypted": (
        gettext_lazy("It is locked with a password."),
        gettext_lazy("Upload it without a password."),
    ),
    "archive_compression": (gettext_lazy("It is packed in a way that is not read here."), _MENDED),
    "archive_too_many": (gettext_lazy("There are too many files in it."), _MENDED),
    "archive_too_large": (
        gettext_lazy("Unpacked it is larger than what is taken here."),
        gettext_lazy("Make pictures and films smaller, or link to the film instead."),
    ),
    "archive_entry_too_large": (
        gettext_lazy("A file in it is larger than what is taken here."),
        gettext_lazy("Make pictures and films smaller, or link to the film instead."),
    ),
    "archive_type": (
        gettext_lazy("There is a file in it of a kind that is not taken here."),
        gettext_lazy("Take it out where the package was made."),
    ),
    "archive_executable": (
        gettext_lazy("There is a file in it that a server could run."),
        gettext_lazy("Take it out where the package was made."),
    ),
    "archive_script": (
        gettext_lazy("A drawing in it holds a script."),
        gettext_lazy("Use a drawing without scripts, or a picture (PNG)."),
    ),
    "archive_disguised": (
        gettext_lazy("A file in it is not what its name says."),
        gettext_lazy("Use the right ending, or take the file out."),
    ),
    "archive_markup": (gettext_lazy("A drawing in it cannot be read."), _MENDED),
    "archive_name_length": (
        gettext_lazy("A file in it has too long a name."),
        gettext_lazy("Give it a shorter one."),
    ),
    "archive_depth": (gettext_lazy("There are too many folders inside one another."), _MENDED),
    "archive_time": (gettext_lazy("Unpacking took too long."), _HOSTILE),
    "archive_memory": (gettext_lazy("Unpacking needed too much memory."), _HOSTILE),
}
_NAMES = (gettext_lazy("A file in it has a name that is not safe."), _HOSTILE)
_UNSAFE = (gettext_lazy("It is built in a way that is not safe to unpack."), _HOSTILE)
_BY_NAME = frozenset({"name", "path", "device_name", "duplicate", "lookalike"})


def reason_text(refusal: PackageRefused) -> str:
    """What was wrong and what to do, as one text in the current language."""
    known = _REASONS.get(refusal.code)
    if known is None:
        known = _NAMES if refusal.code.removeprefix("archive_") in _BY_NAME else _UNSAFE
    detail = _size(refusal.detail) if refusal.code == "too_large" else refusal.detail
    said = str(known[0]) % {"detail": detail} if "%(detail)s" in str(known[0]) else str(known[0])
    return f"{said} {known[1]}"


def _size(number: str) -> str:
    return _("%(number)d MB") % {"number": int(number) // (1024 * 1024)}
