"""What import contracts cannot see: folders, file sizes, names and models that would drift unnoticed."""

import importlib
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


def test_every_package_is_under_the_import_contract():
    on_disk = {path.parent.name for path in (ROOT / "site").glob("*/__init__.py")} | {
        "lms",
        "toolkits",
        "search",
    }
    assert on_disk == set(SETTINGS["tool"]["importlinter"]["root_packages"])


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
    contract = next(
        c for c in SETTINGS["tool"]["importlinter"]["contracts"] if c["name"].startswith("Inside an applet")
    )
    assert {f"{app}.{applet}" for applet in applets} <= set(contract["containers"])


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
