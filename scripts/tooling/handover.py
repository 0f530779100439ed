"""Drills and benchmarks import Django, so they run in .venv: set up with any Python, then become that process."""

import os
import sys
from typing import NoReturn

from tooling.debian import ensure_machine
from tooling.environment import ensure_environment
from tooling.frontend import ensure_packages
from tooling.places import PYTHON, ROOT, process_environment, var_folder
from tooling.preparation import prepare_files


def hand_over(module: str, *, needs: list[str]) -> NoReturn:
    """Set up, with what is needed from the machine, and become `module` with the same arguments."""
    log = var_folder() / "log" / "setup.log"
    ensure_environment("dev", log=log)
    ensure_packages(development=True, log=log)
    ensure_machine(needs, log=log)
    prepare_files(log=log)
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), "-m", module, *sys.argv[1:]], process_environment())
