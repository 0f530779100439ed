"""Two gunicorns side by side on one kind of database: the site with the demo programme, and the bare yardstick."""

import json
import os
import secrets
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tooling.children import end_with_parent
from tooling.places import PYTHON, ROOT, process_environment
from tooling.ports import free_port, http_status, wait_until
from tooling.test_servers import Services

BARE = ROOT / "tests" / "bench" / "bare"
TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(group: int) -> float:
    """Return the seconds of processor time that a process group has used."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            total += int(fields[11]) + int(fields[12])
    return total / TICKS


@dataclass
class Site:
    """One running gunicorn with two processes."""

    env: dict[str, str]
    application: str
    ready: str
    log: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers."""
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [str(PYTHON), "-m", "gunicorn", self.application, "--config", str(ROOT / "gunicorn.conf.py"),
                 "--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--log-level", "warning"],
                cwd=ROOT, env=self.env, stdout=output, stderr=output, start_new_session=True,
                preexec_fn=end_with_parent,
            )  # fmt: skip
        answers = wait_until(lambda: http_status(self.port, self.ready) in {200, 302, 404}, seconds=60)
        assert answers, self.log.read_text(errors="replace")[-3000:]

    def end(self) -> None:
        """Stop it."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(20)

    def processor_seconds(self) -> float:
        """Return the processor time of all its processes."""
        assert self.process is not None
        return processor_seconds(self.process.pid)


def run_json(command: list[str], env: dict[str, str], cwd: Path = ROOT) -> dict[str, dict[str, str]]:
    """Run a preparing script and read what it prints."""
    printed = run_text(command, env, cwd).strip()
    return json.loads(printed.splitlines()[-1]) if printed.startswith("{") else {}


def run_text(command: list[str], env: dict[str, str], cwd: Path = ROOT) -> str:
    """Run a script of the site and return what it prints."""
    done = subprocess.run([str(PYTHON), *command], env=env, cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def site_environment(folder: Path, services: Services, kind: str) -> dict[str, str]:
    """Return the settings of a production installation on this kind of database."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "IMECE_ENV": "production",
        "IMECE_VAR": str(folder),
        "SECRET_KEY": secrets.token_hex(32),
        "ALLOWED_HOSTS": "localhost",
        "SITE_ADDRESS": "http://localhost",
        "CELERY_BROKER_URL": services.redis.url,
        "EMAIL_URL": "dummymail://",
        "EMAIL_FROM": "İmece <imece@example.org>",
        "SECURE_SSL_REDIRECT": "false",
        "LOG_LEVEL": "ERROR",
        # No process is replaced while a page is measured: its start would be counted as the page's.
        "WEB_MAX_REQUESTS": "0",
    }
    if kind == "PostgreSQL":
        settings |= {
            "DATABASE_URL": services.postgres.url,
            "CACHE_URL": services.redis.url.removesuffix("0") + "1",
        }
    else:
        settings |= {"DATABASE_URL": f"sqlite:///{folder / 'imece.sqlite3'}"}
    return process_environment() | settings


def _make_tables(env: dict[str, str]) -> None:
    for command in (["migrate", "--no-input", "-v", "0"], ["createcachetable"]):
        run_text(["manage.py", *command], env)


@contextmanager
def empty_site(folder: Path, services: Services, kind: str) -> Iterator[Site]:
    """Run the site with no content but what migrations bring."""
    folder.mkdir()
    env = site_environment(folder, services, kind)
    _make_tables(env)
    site = Site(env, "config.wsgi:application", "/readyz", folder / "site.log")
    try:
        site.start()
        yield site
    finally:
        site.end()


@contextmanager
def both(
    folder: Path, services: Services, kind: str
) -> Iterator[tuple[Site, Site, dict[str, dict[str, str]], str]]:
    """Prepare and run both sites; give them with the prepared addresses and cookies."""
    folder.mkdir()
    env = site_environment(folder, services, kind)
    if kind == "PostgreSQL":
        services.postgres.query("CREATE DATABASE bare")
        bare_url = services.postgres.url.removesuffix("imece") + "bare"
    else:
        bare_url = f"sqlite:///{folder / 'bare.sqlite3'}"
    bare_env = env | {"BARE_DATABASE_URL": bare_url, "PYTHONPATH": f"{BARE}{os.pathsep}{env['PYTHONPATH']}"}
    _make_tables(env)
    # Only a laptop's settings let the demo programme in.
    run_json(["manage.py", "load_demo", "--once"], env | {"IMECE_ENV": "laptop"})
    prepared = run_json(["-m", "tests.bench.prepare"], env)
    bare_cookie = str(run_json(["prepare.py"], bare_env, BARE)["cookie"])
    bare = Site(bare_env, "yardstick:application", "/", folder / "bare.log")
    site = Site(env, "config.wsgi:application", "/readyz", folder / "site.log")
    try:
        bare.start()
        site.start()
        yield bare, site, prepared, bare_cookie
    finally:
        site.end()
        bare.end()
