"""What the Makefile's commands share. Standard library only: nothing is installed yet when these run first.

This file and the scripts beside the folder must be readable by any Python 3, so that a wrong one gets a clear answer.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "İmece needs Python 3.11 or newer; %s is %d.%d. Name another one: make run PYTHON=python3.12"  # noqa: UP031
        % (sys.executable, sys.version_info[0], sys.version_info[1])
    )
