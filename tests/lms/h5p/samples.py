"""Packages that others made (../shared/samples); a clone without them skips, the build does not."""

import os
from pathlib import Path

import pytest

FOLDER = (
    Path(os.environ.get("SAMPLES_DIR", Path(__file__).resolve().parents[4] / "shared" / "samples")) / "h5p"
)
SAMPLES = {
    "h5p-test.h5p": "H5P.TrueFalse 1.6",
    "H5P.DragText.h5p": "H5P.DragText 1.8",
    "valid2.h5p": "H5P.GreetingCard 1.0",
    "moodle-multiple-choice-2-6.h5p": "H5P.MultiChoice 1.14",
    "moodle-filltheblanks.h5p": "H5P.Blanks 1.12",
}


def sample(name: str) -> Path:
    """Return a sample's path. Skips where the folder is not there, fails where CI is set."""
    path = FOLDER / name
    if not path.is_file():
        if os.environ.get("CI"):
            pytest.fail(f"{path} is missing")
        pytest.skip(f"{path} is not here (see SAMPLES_DIR)")
    return path
