"""A package's files as what they are: h5p.json, the content, folders of libraries; the rest is passed over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lms.h5p.exceptions import PackageRefused
from lms.h5p.rules import libraries, manifest

PARAMETERS = "content/content.json"
_CONTENT = "content/"
_CODE = (".js", ".css", ".map")
"""Of libraries only, as H5P core has it: a content is data."""


@dataclass(frozen=True)
class Contents:
    """`media`: names below content/ without content.json. `folders`: names below each folder that has a library.json."""

    media: tuple[str, ...]
    folders: Mapping[str, tuple[str, ...]]


def sort_contents(names: Iterable[str]) -> Contents:
    """Sort the names of an archive's files. Raises PackageRefused (`no_manifest`, `no_content`, `content_script`).

    Stray files and folders are tolerated, as exports have them; they are not kept.
    """
    known = list(names)
    for needed, code in ((manifest.ENTRY, "no_manifest"), (PARAMETERS, "no_content")):
        if needed not in known:
            raise PackageRefused(code, needed)
    folders: dict[str, list[str]] = {}
    for name in known:
        folder, slash, rest = name.partition("/")
        if slash and rest and folder != "content":
            folders.setdefault(folder, []).append(rest)
    media = tuple(name[len(_CONTENT) :] for name in known if name.startswith(_CONTENT) and name != PARAMETERS)
    for name in media:
        if name.casefold().endswith(_CODE):
            raise PackageRefused("content_script", f"{_CONTENT}{name}")
    return Contents(
        media=media,
        folders={folder: tuple(rest) for folder, rest in folders.items() if libraries.MANIFEST in rest},
    )
