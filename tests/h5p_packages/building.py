"""Puts the content types in `libraries/` and the contents in contents.py together to .h5p files."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from tests.h5p_packages.contents import TRAITS, Trait
from tests.h5p_packages.deep import deep_libraries

LIBRARIES = Path(__file__).with_name("libraries")
Files = dict[str, bytes]


def package_names() -> list[str]:
    """All packages that can be built, the hostile one included."""
    return list(TRAITS)


def build_package(
    name: str,
    *,
    title: str | None = None,
    parameters: dict[str, Any] | None = None,
    patch: int | None = None,
    with_libraries: bool = True,
    abroad: str = "http://127.0.0.1:9",
    language: str | None = None,
    license: str = "CC BY",
    files: dict[str, bytes] | None = None,
    without: tuple[str, ...] = (),
) -> bytes:
    """A valid .h5p file, the same bytes for the same options.

    parameters: instead of what the author wrote (content.json). patch: patch version of the main library.
    with_libraries: False leaves all library folders out. abroad: origin that the hostile package writes to.
    files: more or other entries by their whole path. without: entries to leave out, by whole path.
    """
    trait = TRAITS[name]
    libraries = _needed(trait.library, _all_libraries())
    entries: Files = {"h5p.json": _json(_manifest(trait, libraries, title or trait.title, language, license))}
    entries["content/content.json"] = _json(trait.parameters if parameters is None else parameters)
    entries |= {f"content/{path}": content for path, content in trait.files.items()}
    if with_libraries:
        for folder, found in libraries.items():
            is_main = folder == trait.library.replace(" ", "-")
            entries |= {
                f"{folder}/{path}": _filled(path, content, patch=patch if is_main else None, abroad=abroad)
                for path, content in found.items()
            }
    entries |= files or {}
    for path in without:
        del entries[path]
    return pack(entries)


def pack(entries: Files) -> bytes:
    """A zip archive of these files, with the same bytes whenever it is made."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in entries.items():
            archive.writestr(zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _all_libraries() -> dict[str, Files]:
    found: dict[str, Files] = dict(deep_libraries())
    for path in sorted(LIBRARIES.rglob("*")):
        if path.is_file():
            folder, *rest = path.relative_to(LIBRARIES).parts
            found.setdefault(folder, {})["/".join(rest)] = path.read_bytes()
    return found


def _needed(library: str, known: dict[str, Files]) -> dict[str, Files]:
    """The library and all it needs, by folder, each before what it needs: no reader may rely on the order."""
    found: dict[str, Files] = {}
    waiting = [library.replace(" ", "-")]
    while waiting:
        folder = waiting.pop(0)
        if folder in found:
            continue
        found[folder] = known[folder]
        for one in json.loads(known[folder]["library.json"]).get("preloadedDependencies", []):
            waiting.append(f"{one['machineName']}-{one['majorVersion']}.{one['minorVersion']}")
    return found


def _manifest(
    trait: Trait, libraries: dict[str, Files], title: str, language: str | None, license: str
) -> dict[str, object]:
    dependencies = []
    for files in libraries.values():
        library = json.loads(files["library.json"])
        dependencies.append({key: library[key] for key in ("machineName", "majorVersion", "minorVersion")})
    return {
        "title": title,
        "language": language or trait.language,
        "mainLibrary": trait.library.partition(" ")[0],
        "embedTypes": list(trait.embed_types),
        "license": license,
        "defaultLanguage": language or trait.language,
        "authors": [{"name": "İmece", "role": "Author"}],
        "preloadedDependencies": dependencies,
    }


def _filled(path: str, content: bytes, *, patch: int | None, abroad: str) -> bytes:
    if path == "library.json" and patch is not None:
        return _json({**json.loads(content), "patchVersion": patch})
    if path.endswith((".js", ".css")):
        return content.replace(b"{{PATCH}}", str(patch or 0).encode()).replace(b"{{ABROAD}}", abroad.encode())
    return content
