#!/usr/bin/env python3
"""`make messages`: collect the interface's texts into locale/ (English in the code, Turkish and Arabic there)."""

from tooling.console import guard, step
from tooling.debian import ensure_machine
from tooling.environment import ensure_environment
from tooling.places import var_folder
from tooling.preparation import manage

NOT_OURS = [".venv", "node_modules", "build", "var", "tests", "shots", "docs", "scripts"]


def main() -> int:
    """Collect, then compile."""
    log = var_folder() / "log" / "setup.log"
    ensure_environment("dev", log=log)
    ensure_machine(["gettext"], log=log)
    ignored = [word for folder in NOT_OURS for word in ("--ignore", f"{folder}/*")]
    with step("Collect texts"):
        manage(
            "makemessages", "-l", "tr", "-l", "ar", "--no-wrap", "--add-location", "file", *ignored, log=log
        )
    with step("Compile catalogues"):
        manage("compile_catalogues", log=log)
    return 0


if __name__ == "__main__":
    guard(main, "make messages")
