"""h5p.json: what the package is and which libraries it needs."""

from dataclasses import dataclass
from typing import Any

from lms.h5p.exceptions import PackageRefused
from lms.h5p.rules.licence import credit_in, licence_in
from lms.h5p.rules.names import LibraryKey, dependencies, machine_name

ENTRY = "h5p.json"
EMBED_TYPES = ("div", "iframe")


@dataclass(frozen=True)
class Manifest:
    """What h5p.json says. `licence`: a value of files.models.Licence, empty when it names none of those."""

    title: str
    main: LibraryKey
    preloaded: tuple[LibraryKey, ...]
    dynamic: tuple[LibraryKey, ...]
    embed_types: tuple[str, ...]
    licence: str
    credit: str
    raw: dict[str, Any]


def read_manifest(raw: dict[str, Any]) -> Manifest:
    """Read h5p.json. Raises PackageRefused (`field`, `main_library`).

    Needed are the main library and a list of dependencies that has it; title, language and embed types are what old
    exports leave out or write their own way, so they have defaults.
    """
    main = machine_name(raw.get("mainLibrary"), ENTRY, "mainLibrary")
    if not isinstance(raw.get("preloadedDependencies"), list):
        raise PackageRefused("field", ENTRY, "preloadedDependencies")
    preloaded = dependencies(raw, "preloadedDependencies", ENTRY)
    main_keys = [key for key in preloaded if key.machine_name == main]
    if not main_keys:
        raise PackageRefused("main_library", ENTRY, main)
    title = raw.get("title")
    return Manifest(
        title=" ".join(title.split())[:200] if isinstance(title, str) else "",
        main=max(main_keys),
        preloaded=preloaded,
        dynamic=dependencies(raw, "dynamicDependencies", ENTRY),
        embed_types=embed_types(raw),
        licence=licence_in(raw),
        credit=credit_in(raw),
        raw=raw,
    )


def embed_types(raw: dict[str, Any]) -> tuple[str, ...]:
    """How it may be embedded; "div" when nothing that is known is said. Some exports write "div, iframe"."""
    said = raw.get("embedTypes")
    words = said.split(",") if isinstance(said, str) else said if isinstance(said, list) else []
    names = [word.strip().lower() for word in words if isinstance(word, str)]
    return tuple(name for name in EMBED_TYPES if name in names) or ("div",)
