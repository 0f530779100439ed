"""H5P core for the player, from the installed package `h5p-standalone`: GPL-3.0, so it is no part of this repository.

The package's licence file goes along.
"""

import shutil
from pathlib import Path

PACKAGE = "h5p-standalone"
_WHOLE = ("frame.bundle.js", "styles", "fonts", "images")


def build_players(packages: Path, target: Path) -> None:
    """Copy what a frame loads into `target`. Raises FileNotFoundError when the packages are not installed."""
    source = packages / PACKAGE
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name in _WHOLE:
        part = source / "dist" / name
        if part.is_dir():
            shutil.copytree(part, target / name)
        else:
            shutil.copyfile(part, target / name)
    shutil.copyfile(source / "LICENSE", target / "LICENSE.txt")
