"""python -m demo.checking [FOLDER]: the check without the rest of the site, as `make test` runs it."""

import sys
from pathlib import Path

from demo.checking.run import check_folder
from demo.load_paths import CONTENT

if __name__ == "__main__":
    folders = [Path(name).resolve() for name in sys.argv[1:]] or [CONTENT]
    broken = False
    for folder in folders:
        _, findings = check_folder(folder)
        sys.stdout.write(findings.report() + "\n")
        broken = broken or bool(findings.errors)
    sys.exit(1 if broken else 0)
