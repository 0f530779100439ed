"""Small packages for the rules of keeping: libraries of one line, contents of one text."""

import io
import json

from core.archive import write_archive


def library(name, *, patch=0, needs=(), dynamic=(), editor=(), code=None, runnable=0, **manifest):
    """Return (folder, {path: bytes}) of a library named "H5P.Some 1.2"."""
    machine_name, version = name.split(" ")
    major, minor = map(int, version.split("."))
    raw = {
        "title": machine_name,
        "machineName": machine_name,
        "majorVersion": major,
        "minorVersion": minor,
        "patchVersion": patch,
        "runnable": runnable,
        "preloadedJs": [{"path": "it.js"}],
        "preloadedCss": [{"path": "./css/it.css"}],
        "preloadedDependencies": [_dependency(one) for one in needs],
        "dynamicDependencies": [_dependency(one) for one in dynamic],
        "editorDependencies": [_dependency(one) for one in editor],
        **manifest,
    }
    files = {
        "library.json": json.dumps(raw).encode(),
        "it.js": (code or f"/* {name}.{patch} */").encode(),
        "css/it.css": b".it { color: red }",
    }
    return f"{machine_name}-{version}", files


def package(
    *libraries, main="H5P.Main 1.0", needs=(), content=None, media=None, left_out=(), extra=None, **manifest
):
    """Return the bytes of a package of `libraries` (pairs of `library`); `needs`: beside the main one."""
    content = {"text": "<p>Merhaba, tezgâh!</p>"} if content is None else content
    raw = {
        "title": "Deneme",
        "language": "tr",
        "mainLibrary": main.split(" ")[0],
        "embedTypes": ["div"],
        "license": "CC BY",
        "preloadedDependencies": [_dependency(one) for one in (main, *needs)],
        **manifest,
    }
    entries = {"h5p.json": json.dumps(raw).encode(), "content/content.json": json.dumps(content).encode()}
    for folder, files in libraries:
        entries.update({f"{folder}/{path}": data for path, data in files.items()})
    entries.update({f"content/{path}": data for path, data in (media or {}).items()})
    entries.update(extra or {})
    target = io.BytesIO()
    write_archive(target, [(name, data) for name, data in entries.items() if name not in left_out])
    return target.getvalue()


def _dependency(name):
    machine_name, version = name.split(" ")
    major, minor = version.split(".")
    return {"machineName": machine_name, "majorVersion": major, "minorVersion": int(minor)}


MAIN = library("H5P.Main 1.0", needs=["H5P.Part 1.2"], runnable=1)
PART = library("H5P.Part 1.2", patch=3)
