"""What import contracts cannot see: folders, file sizes, names and models that would drift unnoticed."""

import importlib
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "common.py", "misc.py"}


def python_files() -> list[Path]:
    tops = [ROOT / name for name in ("site", "lms", "toolkits", "search")]
    return [path for top in tops for path in top.rglob("*.py") if "migrations" not in path.parts]


def test_site_is_a_plain_folder():
    assert not (ROOT / "site" / "__init__.py").exists(), "it would shadow Python's own module site"


def contract(start: str) -> dict:
    """Return the import contract whose name starts like this."""
    found = [c for c in SETTINGS["tool"]["importlinter"]["contracts"] if c["name"].startswith(start)]
    assert len(found) == 1, start
    return found[0]


def on_floors(layers: list[str]) -> list[str]:
    """Return every package that a list of layers names."""
    return [name.strip(" ()") for layer in layers for name in re.split("[|:]", layer)]


PACKAGES = {path.parent.name for path in (ROOT / "site").glob("*/__init__.py")} | {
    "lms",
    "toolkits",
    "search",
}


def test_every_package_is_under_the_import_contract():
    assert set(SETTINGS["tool"]["importlinter"]["root_packages"]) == PACKAGES


def test_every_package_has_one_floor_in_the_house():
    assert sorted(on_floors(contract("The house")["layers"])) == sorted(PACKAGES)


@pytest.mark.parametrize(
    ("start", "allowed"),
    [("Only search talks to Elasticsearch", {"search"}), ("Only core.archive opens archives", set())],
)
def test_what_is_forbidden_is_forbidden_to_every_package(start, allowed):
    assert set(contract(start)["source_modules"]) == PACKAGES - allowed


def test_no_source_folder_is_invisible_to_the_contracts():
    hidden = {path.parent for path in python_files() if not (path.parent / "__init__.py").exists()}
    assert not hidden


@pytest.mark.parametrize("app", ["lms", "toolkits"])
def test_every_applet_has_its_inner_contract(app):
    applets = {path.parent.name for path in (ROOT / app).glob("*/__init__.py")} - {
        "migrations",
        "templatetags",
        "management",
    }
    inner = contract("Inside an applet")
    assert {f"{app}.{applet}" for applet in applets} <= set(inner["containers"])
    assert applets <= set(on_floors(contract(f"{app}: applets in their order")["layers"]))


def test_rules_of_every_applet_are_kept_pure():
    folders = {path.parent.relative_to(ROOT).parts for path in python_files() if path.parent.name == "rules"}
    packages = {parts[1] if parts[0] == "site" else parts[0] for parts in folders}
    assert {name.split(".")[0] for name in contract("Rules are pure")["source_modules"]} == packages


@pytest.mark.parametrize("app", ["lms", "toolkits"])
def test_aggregated_models_are_complete(app):
    """A model missing from <app>/models.py is silently left out of migrations."""
    listed = set(importlib.import_module(f"{app}.models").__all__)
    defined = set()
    for path in (ROOT / app).glob("*/models.py"):
        module = importlib.import_module(f"{app}.{path.parent.name}.models")
        defined |= {
            name
            for name, value in vars(module).items()
            if isinstance(value, type)
            and issubclass(value, models.Model)
            and value.__module__ == module.__name__
            and not value._meta.abstract
        }
    assert defined == listed


def test_no_file_is_over_500_lines_and_nearly_all_under_250():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    assert not {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > 500}
    assert sum(n > 250 for n in lengths.values()) / len(lengths) <= 0.05


def test_files_are_named_after_what_they_decide():
    assert not [str(path.relative_to(ROOT)) for path in python_files() if path.name in FORBIDDEN_NAMES]


def test_records_are_protected_from_cascades():
    """Deleting a person, a course or a group must never silently delete records that point to it."""
    records = {
        "Enrolment",
        "Attempt",
        "Response",
        "AttendanceRecord",
        "ActivityCompletion",
        "CourseCompletion",
        "Certificate",
    }
    for model in apps.get_app_config("lms").get_models():
        if model.__name__ in records:
            for field in model._meta.get_fields():
                if isinstance(field, models.ForeignKey):
                    assert field.remote_field.on_delete in (models.PROTECT, models.SET_NULL), (
                        f"{model.__name__}.{field.name}"
                    )
