#!/usr/bin/env python3
"""Prepare the files of an installation and serve nothing: packages, fonts, static files, catalogues.

The container image is built with it; an installation without containers runs it after every upgrade.
With --packages-only it stops before it needs the project's code.
"""

import sys

from tooling.console import guard
from tooling.environment import ensure_environment
from tooling.frontend import ensure_packages
from tooling.places import ROOT, require_writable, var_folder
from tooling.preparation import prepare_files


def main() -> int:
    """Do what `make run` does before it touches the database."""
    require_writable(ROOT, var_folder())
    log = var_folder() / "log" / "setup.log"
    ensure_environment("run", log=log)
    ensure_packages(development=False, log=log)
    if "--packages-only" not in sys.argv[1:]:
        prepare_files(log=log)
    return 0


if __name__ == "__main__":
    guard(main, "setup")
