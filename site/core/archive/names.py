"""Names inside an archive: which are safe on every file system, and which only pretend to be one that matters."""

import re
import unicodedata
from collections.abc import Iterable

from core.archive.limits import UnpackLimits
from core.archive.refusal import ArchiveRefused

_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])\s*(?:\..*)?",
    re.IGNORECASE | re.DOTALL,
)
_DRIVE = re.compile(r"[A-Za-z]:")
_FORBIDDEN = frozenset('<>:"|?*')
# Web servers run a file by any of its extensions, not only the last (Apache, AddHandler).
_RUN_ANYWHERE = re.compile(
    r"(?:php\d*|phps|pht(?:ml)?|phar|asp|aspx|ashx|asmx|jspx?|shtml?|cfm)", re.IGNORECASE
)
_PROGRAMS = """
cgi fcgi pl py pyc rb sh bash ps1 bat cmd com exe dll so dylib msi scr vbs vbe jse wsf hta jar war class htaccess
htpasswd lnk url reg app deb rpm apk
"""
_RUN_AT_END = frozenset(_PROGRAMS.split())
_SERVER_SETTINGS = frozenset(["web.config", ".user.ini", "php.ini"])
_LEFT_BEHIND = frozenset(["thumbs.db", "desktop.ini", "icon\r"])
_COMPONENT_BYTES = 255

_UNSEEN = frozenset(["Mn", "Me", "Cf", "Cc", "Zs"])
# Control and format characters (bidirectional overrides, zero width), private ones, line separators, other spaces.
_CATEGORIES = frozenset(["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
# Letters that are drawn like a Latin one or a digit (Unicode TR 39, confusables): those alphabets that carry most of
# them. i, l, 1 and | are one; so are o and 0, s and 5.
_ALIKE = {
    ord(twin): latin
    for latin, twins in {
        "a": "\u0430\u03b1\u0251\u237a",
        "b": "\u0432\u044c\u0184\u0185\u13cf\u03b2\u0299",
        "c": "\u0441\u03f2\u1d04\u217d\u0188",
        "e": "\u0435\u03b5\u0454\u212e\u04bd",
        "h": "\u04bb\u0570\u13c2\u043d\u029c",
        "j": "\u0458\u0237\u03f3\u1d0a\u0575",
        "l": "i1|\u0131\u0456\u04cf\u03b9\u026a\u0269\u029f\u01c0\u05d5\u05df\u0627\u2223\u217c",
        "n": "\u0578\u057c\u0274\u03b7\u043f",
        "o": "0\u043e\u03bf\u0585\u1d0f\u0647\u06f5\u0665\u0a66\u2c9f\u03c3",
        "p": "\u0440\u03c1\u2374\u1d18\u2ca3",
        "r": "\u0433\u1d26\u0280\uab47",
        "s": "5\u0455\u01bd\ua731\u0282",
        "t": "\u0442\u03c4\u1d1b\u01ad",
        "y": "\u0443\u04af\u03b3\u028f\u10e7",
        ".": "\u2024\u06d4\u0660\u06f0\u00b7\u3002",
    }.items()
    for twin in twins
}


def check_name(name: str, limits: UnpackLimits) -> None:
    """Raises ArchiveRefused for a name that no file should be written by."""
    if not name or name.startswith(("/", "\\")) or "\\" in name or _DRIVE.match(name):
        raise ArchiveRefused("path", name)
    if len(name.encode("utf-8", errors="replace")) > limits.name_length:
        raise ArchiveRefused("name_length", name[:100])
    parts = name.removesuffix("/").split("/")
    if any(part in ("", ".", "..") for part in parts):
        raise ArchiveRefused("path", name)
    if len(parts) - 1 > limits.depth:
        raise ArchiveRefused("depth", name)
    # Slashes and dots of other alphabets become real ones where a file system or a store normalises.
    for plain in (unicodedata.normalize("NFKC", part) for part in parts):
        if plain in (".", "..") or "/" in plain or "\\" in plain:
            raise ArchiveRefused("path", name)
    for part in parts:
        _check_part(part, name)


def _check_part(part: str, name: str) -> None:
    if len(part.encode()) > _COMPONENT_BYTES:
        raise ArchiveRefused("name_length", name[:100])
    if any(letter in _FORBIDDEN or unicodedata.category(letter) in _CATEGORIES for letter in part):
        raise ArchiveRefused("name", name)
    if part.endswith((".", " ")) or part.startswith(" "):
        raise ArchiveRefused("name", name, "a dot or space that Windows would drop")
    if _DEVICE.fullmatch(part):
        raise ArchiveRefused("device_name", name)


def check_type(name: str, limits: UnpackLimits) -> bool:
    """Whether a file of this name is to be unpacked. Raises ArchiveRefused for one of a kind that is not taken."""
    base = name.rpartition("/")[2].casefold()
    pieces = base.split(".")
    if (
        base in _SERVER_SETTINGS
        or pieces[-1] in _RUN_AT_END
        or base.startswith(".ht")
        or any(_RUN_ANYWHERE.fullmatch(piece) for piece in pieces[1:])
    ):
        raise ArchiveRefused("executable", name)
    if limits.skip_hidden and (
        base in _LEFT_BEHIND or any(part.startswith((".", "_")) for part in name.split("/"))
    ):
        return False
    if limits.skip_top and "/" not in name and name not in limits.important:
        return False
    if "." not in base and base != "mimetype":
        raise ArchiveRefused("type", name)
    if pieces[-1] not in limits.allowed and base not in limits.allowed:
        raise ArchiveRefused("type", name)
    return True


def check_together(names: Iterable[str], important: frozenset[str]) -> None:
    """No name twice, however names are compared; no file where a folder is; none that looks like an important one."""
    files: set[str] = set()
    folders: set[str] = set()
    listed: set[str] = set()
    alike = {skeleton(path): path for path in important}
    heads = {skeleton(path.split("/")[0]): path.split("/")[0] for path in important if "/" in path}
    tails = {skeleton(path.rpartition("/")[2]): path.rpartition("/")[2] for path in important}
    for name in names:
        plain = name.removesuffix("/")
        key = compared(plain)
        if key in listed or key in files or (not name.endswith("/") and key in folders):
            raise ArchiveRefused("duplicate", name)
        if name.endswith("/"):
            listed.add(key)
            folders.add(key)
        else:
            files.add(key)
        parents = key.split("/")[:-1]
        for place in range(len(parents)):
            folder = "/".join(parents[: place + 1])
            if folder in files:
                raise ArchiveRefused("duplicate", name, "a folder inside a file")
            folders.add(folder)
        first, _slash, _rest = plain.partition("/")
        last = plain.rpartition("/")[2]
        for table, part in ((alike, plain), (heads, first), (tails, last)):
            if table.get(skeleton(part), part) != part:
                raise ArchiveRefused("lookalike", name)


def compared(name: str) -> str:
    """As the most forgiving file systems compare names: without case, in one Unicode form."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def skeleton(name: str) -> str:
    """As the eye compares names: without case, marks and what has no width, each letter as its Latin twin."""
    plain = unicodedata.normalize("NFKC", name).replace("I", "l").casefold()
    plain = unicodedata.normalize("NFKD", plain)
    kept = "".join(letter for letter in plain if unicodedata.category(letter) not in _UNSEEN)
    return kept.translate(_ALIKE)
