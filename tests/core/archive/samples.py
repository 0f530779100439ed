"""Real packages: content data that is not part of the project (see SAMPLES_DIR). With CI set, a missing one is a failure."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("SAMPLES_DIR") or Path(__file__).resolve().parents[4] / "shared" / "samples")
H5P = [
    "h5p-test.h5p",
    "H5P.DragText.h5p",
    "valid2.h5p",
    "moodle-multiple-choice-2-6.h5p",
    "moodle-filltheblanks.h5p",
]
SCORM = ["singlescobasic.zip", "RuntimeBasicCalls_SCORM20043rdEdition.zip"]


def sample(path: str) -> Path:
    """Its place. Skips the test where there is none, but not in CI."""
    found = FOLDER / path
    if not found.exists() and not os.environ.get("CI"):
        pytest.skip(f"{path} is not here (see SAMPLES_DIR)")
    return found
