"""H5P packages of a course: a file as it is, or an exercise written in YAML and put together for the project's own type."""

import json
import tempfile
from pathlib import Path
from typing import Any

from core.archive import write_archive
from demo.keys import key_uuid
from demo.loading.licences import LICENCES
from demo.loading.memory import Fate, Memory
from demo.loading.page_state import State
from demo.loading.tree import pick
from demo.reading.files import LANGUAGES, ContentError, read_yaml
from lms.h5p.exceptions import PackageRefused
from lms.h5p.models import H5PPackage
from lms.h5p.services import change_package, import_package
from lms.h5p.services.importing import file_digest

ORDER = Path(__file__).parents[1] / "h5p_types" / "H5P.ImeceOrder-1.0"
CREDIT = "İmece contributors"


def load_packages(memory: Memory, folder: Path, by: Any) -> dict[str, int]:
    """Every package of a course's `packages` folder by its key, made or following its file. Raises ContentError."""
    return {path.stem: _load(memory, path, by).pk for path in sorted(folder.glob("*.yaml"))}


def _load(memory: Memory, path: Path, by: Any) -> H5PPackage:
    data = read_yaml(path)
    wanted = _wanted(path, data)
    name = f"package/{data['key']}"
    package = (
        H5PPackage.objects.select_related("current__main_library")
        .filter(uuid=key_uuid(*name.split("/")))
        .first()
    )
    if package is not None and memory.judge(name, "", wanted, _in_cms(package, wanted)) is not Fate.FOLLOW:
        return package
    details = {
        field: wanted[field] for field in ("title", "licence", "credit", "accessibility_note", "alternative")
    }
    with tempfile.TemporaryDirectory() as place:
        file = path.parent / data["file"] if "file" in data else _build(Path(place), wanted)
        try:
            version = import_package(
                path=file, by=by, package=package, **(details if package is None else {})
            )
        except PackageRefused as error:
            raise ContentError(
                path, 0, f"the package is refused: {error.code} {error.entry}".strip()
            ) from error
    if package is None:
        H5PPackage.objects.filter(pk=version.package_id).update(uuid=key_uuid(*name.split("/")))
        memory.made += 1
    else:
        change_package(package=package, **details)
        memory.followed += 1
    package = H5PPackage.objects.select_related("current__main_library").get(pk=version.package_id)
    memory.remember(name, "", wanted, _in_cms(package, wanted))
    return package


def _wanted(path: Path, data: dict[str, Any]) -> State:
    alternative = data.get("alternative", {})
    wanted = {
        "title": data["title"],
        "licence": LICENCES[data["licence"]],
        "credit": data.get("credit", CREDIT),
        "accessibility_note": data.get("accessibility", ""),
        "alternative": "\n\n".join(
            alternative[language] for language in LANGUAGES if language in alternative
        ),
    }
    if "file" in data:
        return {**wanted, "sha256": file_digest(path.parent / data["file"])}
    library = _order_library()
    number = ".".join(str(library[f"{part}Version"]) for part in ("major", "minor", "patch"))
    return {**wanted, "parameters": _parameters(data), "library": f"{library['machineName']} {number}"}


def _parameters(data: dict[str, Any]) -> dict[str, Any]:
    """content.json of H5P.ImeceOrder: the exercise in every language that its task is written in."""
    return {
        "languages": [
            {
                "language": language,
                "task": data["task"][language],
                "steps": [
                    {"text": pick(step["text"], language), "why": pick(step["why"], language)}
                    for step in data["steps"]
                ],
            }
            for language in LANGUAGES
            if language in data["task"]
        ]
    }


def _in_cms(package: H5PPackage, wanted: State) -> State:
    version = package.current
    kept: State = {
        field: getattr(package, field)
        for field in ("title", "licence", "credit", "accessibility_note", "alternative")
    }
    if version is None:
        return kept
    if "sha256" in wanted:
        return {**kept, "sha256": version.sha256}
    library = version.main_library
    name = f"{library.machine_name} {library.major}.{library.minor}.{library.patch}"
    return {**kept, "parameters": version.parameters, "library": name}


def _order_library() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ORDER / "library.json").read_text(encoding="utf-8"))
    return found


def _build(folder: Path, wanted: State) -> Path:
    """An .h5p file of the exercise with the content type in it."""
    library = _order_library()
    manifest = {
        "title": wanted["title"],
        "language": "und",
        "mainLibrary": library["machineName"],
        "embedTypes": library["embedTypes"],
        "license": "CC BY",
        "licenseVersion": "4.0",
        "authors": [{"name": wanted["credit"], "role": "Author"}],
        "preloadedDependencies": [
            {name: library[name] for name in ("machineName", "majorVersion", "minorVersion")}
        ],
    }
    entries = [("h5p.json", _json(manifest)), ("content/content.json", _json(wanted["parameters"]))]
    entries += [(f"{ORDER.name}/{file.name}", file.read_bytes()) for file in sorted(ORDER.iterdir())]
    target = folder / "exercise.h5p"
    with target.open("wb") as file:
        write_archive(file, entries)
    return target


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
