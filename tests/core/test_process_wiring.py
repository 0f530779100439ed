"""Every process (web, worker, shell) knows how to wake a worker and how to run Wagtail's jobs, without luck in imports."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = """
import django
django.setup()
from core import outbox
assert len(outbox.wake_up) == 1, outbox.wake_up
assert "core.background_task" in outbox._HANDLERS
"""


def test_a_fresh_process_is_wired(tmp_path: Path) -> None:
    env = os.environ | {
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "IMECE_VAR": str(tmp_path),
    }
    done = subprocess.run([sys.executable, "-c", CODE], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
