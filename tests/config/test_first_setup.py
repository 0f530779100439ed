"""A fresh installation with production settings: from an empty database to a front page in three languages."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.config.test_production import HOST, environment
from tests.plugins.migrated_database import migrated_sqlite

ROOT = Path(__file__).resolve().parents[2]
READ = """
import django
django.setup()
from django.test import Client
browser = Client(headers={"host": "imece.example.org", "x-forwarded-proto": "https"})
print([browser.get(path).status_code for path in ("/", "/en/", "/ar/")])
"""


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("fresh")
    (folder / "imece.sqlite3").write_bytes(migrated_sqlite().read_bytes())
    return environment(
        SECRET_KEY="9wq7Zr-ty2Lk_b8Xv4mNc6Pd1sFg3hJ5kA0qWeRtYuIoPzXcVbNm7",
        DATABASE_URL=f"sqlite:///{folder / 'imece.sqlite3'}",
        ALLOWED_HOSTS=HOST,
        SITE_ADDRESS=f"https://{HOST}",
        CELERY_BROKER_URL="redis://127.0.0.1:1/0",
        EMAIL_URL="smtp://127.0.0.1:1",
        EMAIL_FROM=f"İmece <imece@{HOST}>",
        IMECE_VAR=str(folder),
        LOG_LEVEL="ERROR",
    )


def run(env: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120
    )


def test_the_command_alone_makes_it_a_site(installation: dict[str, str]) -> None:
    printed = run(installation, "manage.py", "setup", "--web")
    assert re.search(rf"https://{re.escape(HOST)}/setup/open/[\w-]{{43}}/", printed.stdout), printed.stderr
    more = {"IMECE_SETUP_FIRST_NAME": "Ayşe", "IMECE_SETUP_LAST_NAME": "Demir"}
    made = run(
        installation | more | {"IMECE_SETUP_EMAIL": "ayse@ornek.test"},
        "manage.py", "setup", "--no-input", "--name", "Ege Akademi", "--test-mail", "ayse@ornek.test",
    )  # fmt: skip
    # There is no mail server here: said, and everything else is done.
    assert made.returncode == 1
    assert "administrator: Ayşe Demir" in made.stdout
    assert "The test mail was not sent; everything else is done." in made.stderr
    assert run(installation, "-c", READ).stdout.strip() == "[200, 200, 200]"
    closed = run(installation, "manage.py", "setup", "--web")
    assert closed.returncode == 1
    assert "administers this site already" in closed.stderr
