"""An installation as in production (PostgreSQL, Redis, gunicorn, Celery), thrown away at the end of the drills."""

import os
import secrets
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tooling.children import end_with_parent
from tooling.places import PYTHON, ROOT, process_environment
from tooling.ports import free_port, http_status, wait_until
from tooling.servers import web_command, worker_command
from tooling.test_servers import Services


class Program:
    """A running web server or worker with all its processes."""

    def __init__(self, command: list[str], env: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=env, stdout=output, stderr=output, stdin=subprocess.DEVNULL,
                start_new_session=True, preexec_fn=end_with_parent,
            )  # fmt: skip

    def children(self) -> list[int]:
        """Return the ids of the processes that the program has forked."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def kill_all(self) -> None:
        """kill -9: the program and everything it started, at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def kill_a_child(self) -> int:
        """kill -9 one of its processes (a gunicorn worker); return its id."""
        victim = self.children()[0]
        os.kill(victim, signal.SIGKILL)
        return victim

    def end(self) -> None:
        """End it kindly; after 20 s no longer."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill_all()

    def said(self) -> str:
        """Return the end of its log, for a message."""
        return self.log.read_text(errors="replace")[-3000:]


class Installation:
    """Gives drills their servers. Django in the drills' own process uses the same database and broker."""

    def __init__(self, services: Services, folder: Path) -> None:
        self.services = services
        self.folder = folder
        self.port = free_port()
        self.web: Program | None = None

    def environment(self) -> dict[str, str]:
        """Return the environment variables of a production installation."""
        return {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "IMECE_ENV": "production",
            "IMECE_VAR": str(self.folder),
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            "WEB_WORKERS": "2",
            "SECRET_KEY": secrets.token_hex(32),
            "DATABASE_URL": self.services.postgres.url,
            "CELERY_BROKER_URL": self.services.redis.url,
            "CACHE_URL": self.services.redis.url.removesuffix("0") + "1",
            "ALLOWED_HOSTS": "localhost",
            "SITE_ADDRESS": f"http://localhost:{self.port}",
            "EMAIL_URL": "dummymail://",
            "EMAIL_FROM": "İmece <imece@example.org>",
            "SECURE_SSL_REDIRECT": "false",
            "LOG_LEVEL": "WARNING",
            "SEARCH_URL": self.services.search.url if self.services.search else "",
        }

    def manage(self, *arguments: str) -> None:
        """Run a management command of this installation."""
        self._run(arguments, process_environment())

    def load_demo(self) -> None:
        """Load the demo programme, which only a laptop's settings allow, into this installation's database."""
        self._run(("load_demo", "--once"), process_environment(IMECE_ENV="laptop"))

    @staticmethod
    def _run(arguments: tuple[str, ...], env: dict[str, str]) -> None:
        command = [str(PYTHON), "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
        assert done.returncode == 0, f"manage.py {arguments[0]}: {done.stderr[-3000:]}"

    def status(self, path: str = "/readyz") -> int:
        """Return the status of a page now; 0 when nothing answers."""
        return http_status(self.port, path)

    @contextmanager
    def web_server(self) -> Iterator[Program]:
        """Run gunicorn with two processes for as long as the block lasts."""
        program = Program(web_command(self.port), process_environment(), self.folder / "web.log")
        try:
            assert wait_until(lambda: self.status() == 200, seconds=120), program.said()
            yield program
        finally:
            program.end()

    @contextmanager
    def worker(self, *, beat: bool) -> Iterator[Program]:
        """Run a Celery worker (with the scheduler where `beat`) that also knows the drills' own topics."""
        command = worker_command(beat=beat, app="tests.drills.worker_app")
        program = Program(command, process_environment(), self.folder / "worker.log")
        try:
            yield program
        finally:
            program.end()


@contextmanager
def installation(services: Services) -> Iterator[Installation]:
    """Make an installation in a folder of its own and put its settings into this process's environment."""
    with tempfile.TemporaryDirectory(prefix="imece-drill-") as folder:
        made = Installation(services, Path(folder))
        os.environ.update(made.environment())
        yield made
