"""An installation as real processes: what it demands, the deployment check, its web server's answers and its logs."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.required_settings import REQUIRED, missing_settings, wrong_activity_origin
from tests.plugins.migrated_database import migrated_sqlite

ROOT = Path(__file__).resolve().parents[2]
HOST = "imece.example.org"
SECRET = "Gizli4nahtar-x7Q"
RID = "proxy-0123456789"
COMMANDS = {
    "manage.py": ["manage.py", "check"],
    "web": ["-m", "gunicorn", "--config", "gunicorn.conf.py"],
    "worker": ["-m", "celery", "--app", "config", "worker"],
}


def environment(**more: str) -> dict[str, str]:
    """The least a process needs, and nothing of this one's own settings."""
    return {
        "PATH": os.environ["PATH"], "PYTHONPATH": f"site{os.pathsep}.", "IMECE_ENV": "production",
        "DJANGO_SETTINGS_MODULE": "config.settings", **more,
    }  # fmt: skip


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every setting of an installation, with a migrated database."""
    folder = tmp_path_factory.mktemp("installation")
    shutil.copy(migrated_sqlite(), folder / "imece.sqlite3")
    return environment(
        SECRET_KEY="9wq7Zr-ty2Lk_b8Xv4mNc6Pd1sFg3hJ5kA0qWeRtYuIoPzXcVbNm7",
        DATABASE_URL=f"sqlite:///{folder / 'imece.sqlite3'}",
        ALLOWED_HOSTS=f"{HOST},localhost",
        SITE_ADDRESS=f"https://{HOST}",
        CELERY_BROKER_URL="redis://127.0.0.1:1/0",
        EMAIL_URL="smtp+tls://user:secret@127.0.0.1:1",
        EMAIL_FROM=f"İmece <imece@{HOST}>",
        IMECE_VAR=str(folder),
    )


def run(env: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_an_empty_environment_is_answered_by_one_message(command: list[str]) -> None:
    done = run(environment(), *command)
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert lines[0] == "These settings are missing in the environment:"
    assert [line.split(":")[0].strip() for line in lines[1:]] == list(REQUIRED), done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_only_what_is_missing_is_named() -> None:
    there = dict.fromkeys(REQUIRED, "x") | {"EMAIL_FROM": "  "}
    del there["SECRET_KEY"]
    assert missing_settings(there) == ["SECRET_KEY", "EMAIL_FROM"]
    assert missing_settings(dict.fromkeys(REQUIRED, "x")) == []


@pytest.mark.parametrize(
    ("origin", "is_right"),
    [
        ("", True),
        ("https://activity.example.org", True),
        ("https://activity.example.org/", True),
        (f"https://{HOST}", False),
        (f"https://{HOST.upper()}/", False),
        (f"http://{HOST}:8443", False),
        ("activity.example.org", False),
        ("//activity.example.org", False),
        ("https://activity.example.org/h5p", False),
    ],
)
def test_packages_need_a_host_name_that_is_not_the_sites(origin: str, is_right: bool) -> None:
    assert (wrong_activity_origin(origin, f"https://{HOST}") == "") is is_right


@pytest.mark.parametrize("kind", ["production", "laptop"])
def test_the_site_as_host_of_packages_is_refused_in_a_line(
    kind: str, installation: dict[str, str], tmp_path: Path
) -> None:
    own = {"IMECE_ENV": kind, "ACTIVITY_ORIGIN": f"https://{HOST}", "IMECE_ADDRESS": f"https://{HOST}"}
    done = run({**installation, "IMECE_VAR": str(tmp_path), **own}, "manage.py", "check")
    assert done.returncode == 1
    assert done.stderr == f"ACTIVITY_ORIGIN must be another host name than the site's (https://{HOST}).\n"


def test_an_unknown_kind_of_installation_is_refused_in_a_line() -> None:
    done = run(environment(IMECE_ENV="prod"), "manage.py", "check")
    assert (done.returncode, done.stderr.strip()) == (
        1,
        "IMECE_ENV is 'prod'; it must be one of: laptop, test, production.",
    )


def test_the_deployment_check_finds_nothing_and_the_demo_is_refused(installation: dict[str, str]) -> None:
    code = (
        "import django; django.setup(); from django.core.management import call_command, CommandError;"
        "call_command('check', deploy=True, fail_level='WARNING')\n"
        "try: call_command('load_demo')\n"
        "except CommandError as error: print(error)"
    )
    done = run(installation, "-c", code)
    assert done.returncode == 0, done.stderr
    assert "WARNINGS" not in done.stdout + done.stderr
    assert "The demo programme is for laptops and tests; this is an installation." in done.stdout


def test_workers_write_what_the_site_writes(installation: dict[str, str]) -> None:
    code = (
        "import logging; from config import celery_app; celery_app.log.setup(loglevel=logging.WARNING);"
        "logging.getLogger('celery.app.trace').info('not this'); logging.getLogger('celery.worker').warning('that');"
        "logging.getLogger('lms.tasks').info('and this')"
    )
    done = run(installation, "-c", code)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["message"] for line in done.stdout.splitlines()] == ["that", "and this"]
    assert done.stderr == ""


class Server:
    """The web server of an installation, as its service starts it."""

    def __init__(self, env: dict[str, str], log: Path) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.log = log
        self.env = {**env, "PORT": str(self.port), "HOST": "127.0.0.1", "WEB_WORKERS": "1"}
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, *COMMANDS["web"]], cwd=ROOT, env=self.env, stdout=out, stderr=out
            )

    def ask(
        self, path: str, *, method: str = "GET", body: str = "", **headers: str
    ) -> http.client.HTTPResponse:
        """Send one request as the proxy does."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        given = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Request-ID": RID} | headers
        connection.request(method, path, body or None, given)
        response = connection.getresponse()
        response.read()
        connection.close()
        return response

    def wait(self, seconds: int = 90) -> None:
        """Wait until it answers at all."""
        for _turn in range(seconds * 5):
            assert self.process.poll() is None, self.log.read_text()
            try:
                self.ask("/healthz")
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise AssertionError(f"no answer within {seconds} s:\n{self.log.read_text()}")

    def health(self) -> int:
        """What the container's health check says."""
        return run(self.env, "scripts/healthcheck.py").returncode

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


@pytest.fixture
def server(installation: dict[str, str], tmp_path: Path) -> Iterator[Server]:
    started = Server(installation, tmp_path / "web.log")
    try:
        started.wait()
        yield started
    finally:
        started.end()


def test_the_health_check_and_what_the_server_writes(server: Server) -> None:
    assert server.health() == 0
    assert server.ask("/readyz").status == 200
    assert server.ask("/readyz", **{"X-Forwarded-Proto": "http"}).status == 200, "no redirect for a probe"
    assert server.ask("/accounts/login/", **{"X-Forwarded-Proto": "http"}).status == 301
    assert server.ask("/accounts/login/", Host="elsewhere.example").status == 400
    form = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Authorization": SECRET,
        "Cookie": f"a={SECRET}",
    }
    typed = f"login={SECRET}&password={SECRET}"
    answers = [
        server.ask(f"/preview/{SECRET}/"),
        server.ask(f"/shared/{SECRET}/?a={SECRET}"),
        server.ask(f"/search/?q={SECRET}"),
        server.ask("/accounts/login/", method="POST", body=typed, **form),
        server.ask(f"/accounts/password/reset/key/1a-{SECRET}/"),
    ]
    assert [one.headers["X-Request-ID"] for one in answers] == [RID] * len(answers)
    server.end()
    assert server.health() == 1
    text = server.log.read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    access = [line for line in lines if line["logger"] == "access"]
    assert {"/preview/…/", "/shared/…/", "/search/", "/accounts/login/"} <= {line["path"] for line in access}
    of_requests = [line for line in lines if line["logger"].startswith(("access", "django"))]
    assert len(of_requests) > len(access), "Django's own lines are there, too"
    # The health check sends no id, so its requests got new ones.
    assert all(len(line["request_id"]) >= 8 for line in of_requests), of_requests
    assert SECRET not in text
