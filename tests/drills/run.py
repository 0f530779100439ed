"""Runs the drills: every drill_*.py here has a `drill(place)` that raises when a promise is broken.

A drill gets an installation as in production (installation.py), may break its servers (they are mended after it), and
returns one line that says what it saw. LIMIT is its longest time in seconds. A new file is found by itself.
"""

import importlib
import signal
import sys
import time
import traceback
from pathlib import Path

import django

from tests.drills.installation import Installation, installation
from tooling.console import guard, say
from tooling.test_servers import test_services

FOLDER = Path(__file__).resolve().parent
LONG_FORM = {"drill_database_restart", "drill_search_cluster"}
"""Not in the short form: run it by name (`.venv/bin/python -m tests.drills.run database_restart` in `make drill`'s set-up)."""


def too_long(*_: object) -> None:
    """Break a drill off that takes longer than it may."""
    raise TimeoutError("the drill took longer than its limit")


def run_one(name: str, place: Installation) -> bool:
    """Run one drill within its limit; print what it saw, or what broke."""
    module = importlib.import_module(f"tests.drills.{name}")
    say(f"▸ {(module.__doc__ or name).strip()}")
    begin = time.monotonic()
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(module.LIMIT)
    try:
        saw = module.drill(place)
    except Exception:
        say(traceback.format_exc())
        for log in sorted(place.folder.glob("*.log")):
            say(f"--- the end of {log.name}\n{log.read_text(errors='replace')[-3000:]}")
        say(f"  ✗ {name}  {time.monotonic() - begin:.1f} s")
        return False
    finally:
        signal.alarm(0)
        place.services.heal()
    say(f"  ✓ {saw}  ({time.monotonic() - begin:.1f} s)")
    return True


def main() -> int:
    """Run the drills that were named, else all; the last line counts them."""
    every = sorted(path.stem for path in FOLDER.glob("drill_*.py"))
    wanted = sys.argv[1:]
    chosen = [
        name for name in every if (name.removeprefix("drill_") in wanted if wanted else name not in LONG_FORM)
    ]
    with test_services(search=True) as services, installation(services) as place:
        place.manage("migrate", "--no-input", "-v", "0")
        place.load_demo()
        django.setup()
        results = [run_one(name, place) for name in chosen]
    say(f"\n{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    guard(main, "make drill")
