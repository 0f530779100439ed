#!/usr/bin/env python3
"""`make messages`: collect the interface's texts into locale/ (English in the code, Turkish and Arabic there)."""

from tooling.console import guard, step
from tooling.environment import ensure_environment
from tooling.places import var_folder
from tooling.preparation import manage


def main() -> int:
    """Collect, then compile."""
    log = var_folder() / "log" / "setup.log"
    ensure_environment("dev", log=log)
    with step("Collect texts"):
        manage("collect_texts", log=log)
    with step("Compile catalogues"):
        manage("compile_catalogues", log=log)
    return 0


if __name__ == "__main__":
    guard(main, "make messages")
