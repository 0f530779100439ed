#!/usr/bin/env python3
"""`make lock`: lock requirements/*.in for every platform, with hashes and without addresses of registries."""

import sys
from pathlib import Path

from tooling.console import guard, run_logged, step
from tooling.environment import REQUIREMENTS, ensure_environment
from tooling.places import ROOT, VENV, process_environment, var_folder


def main() -> int:
    """Lock the lists one after the other: what an installation needs decides for what the tests need."""
    log = var_folder() / "log" / "setup.log"
    ensure_environment("dev", log=log)
    fresh = ["--upgrade"] if "--upgrade" in sys.argv[1:] else []
    for name, limits in (("bootstrap", []), ("run", []), ("dev", ["run", "bootstrap"])):
        constraints = [word for limit in limits for word in ("--constraint", f"requirements/{limit}.txt")]
        command: list[str | Path] = [
            VENV / "bin" / "uv", "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes",
            "--no-emit-index-url", "--no-header", "--quiet", *fresh, *constraints,
            "--output-file", f"requirements/{name}.txt", f"requirements/{name}.in",
        ]  # fmt: skip
        with step(f"requirements/{name}.txt"):
            run_logged(command, log=log, cwd=ROOT, env=process_environment(UV_PYTHON_DOWNLOADS="never"))
    print(f"Locked in {REQUIREMENTS}. `make run` and `make test` install what has changed.")
    return 0


if __name__ == "__main__":
    guard(main, "make lock")
