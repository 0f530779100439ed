"""The worker is killed in the middle, again and again; tests/drills/killed_telling.py says what is looked at."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_nobody_is_left_out_and_nobody_is_told_twice():
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env["PYTHONPATH"] = f"{ROOT / 'site'}{os.pathsep}{ROOT}{os.pathsep}{ROOT / 'scripts'}"
    command = [sys.executable, "-m", "tests.drills.killed_telling"]
    options = ["--people", "400", "--kills", "8", "--lease", "0.5"]
    done = subprocess.run(
        [*command, *options], cwd=ROOT, env=env, capture_output=True, text=True, timeout=150
    )
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    assert "400 people, 8 kills" in done.stdout
