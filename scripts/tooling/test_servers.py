"""PostgreSQL and Redis for one run: own folder, own free port on the loopback address, gone afterwards."""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tooling.children import end_with_parent
from tooling.console import Stop
from tooling.debian import find_postgres_folder
from tooling.ports import free_port, wait_until
from tooling.throwaway_user import throwaway_user


@dataclass
class Server:
    """What both have in common: a folder, a user, a port and a process."""

    folder: Path
    user: str | None
    port: int = field(default_factory=free_port)
    secret: str = field(default_factory=lambda: secrets.token_hex(12))
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        self.owned(self.folder)

    def owned(self, path: Path) -> None:
        """Hand a path to the servers' user."""
        if self.user:
            shutil.chown(path, self.user, self.user)

    def as_user(self) -> dict[str, object]:
        """Return what makes a child process run as the servers' user."""
        return {"user": self.user, "group": self.user, "extra_groups": []} if self.user else {}

    def spawn(self, command: list[str], *, parent_gone: int, env: dict[str, str] | None = None) -> None:
        """Start the server; its messages go to server.log in its folder. `env`: settings that it reads there."""
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
                preexec_fn=lambda: end_with_parent(parent_gone), env=_plain_environment() | (env or {}),
                **self.as_user(),
            )  # type: ignore[call-overload]  # fmt: skip

    def end(self, number: int) -> None:
        """Send a signal to the server and wait until it has ended."""
        if self.process is None:
            return
        self.process.send_signal(number)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def await_answer(self, asks: list[str], env: dict[str, str], wanted: str) -> None:
        """Wait until the server's own client gets the wanted answer; raise Stop with the log's end otherwise."""

        def answers() -> bool:
            done = subprocess.run(asks, env=_plain_environment() | env, capture_output=True, text=True)
            return wanted in done.stdout

        if not wait_until(answers, seconds=30):
            tail = (self.folder / "server.log").read_text(errors="replace")[-2000:]
            raise Stop(f"{asks[0]}: the server did not start:\n{tail}")


def _plain_environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


class Postgres(Server):
    """A PostgreSQL that forgets safely: no fsync, since nobody needs its data after a crash of the machine."""

    def __post_init__(self) -> None:
        super().__post_init__()
        programs = find_postgres_folder()
        if programs is None:
            raise Stop("PostgreSQL's server is not on this machine. On Debian: sudo apt install postgresql")
        self.programs = programs
        password = self.folder / "password"
        password.write_text(self.secret)
        self.owned(password)
        made = subprocess.run(
            [str(programs / "initdb"), "--pgdata", "data", "--username", "imece", "--pwfile", "password",
             "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"],
            cwd=self.folder, env=_plain_environment(), capture_output=True, text=True, **self.as_user(),
        )  # type: ignore[call-overload]  # fmt: skip
        if made.returncode:
            raise Stop(f"initdb failed: {made.stderr.strip()[-1000:]}")
        self.start()
        self.query("CREATE DATABASE imece")

    @property
    def url(self) -> str:
        """The address for DATABASE_URL."""
        return f"postgres://imece:{self.secret}@127.0.0.1:{self.port}/imece"

    def psql(self, *arguments: str) -> list[str]:
        """Return the command line of PostgreSQL's client."""
        base = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "imece", "-d", "postgres", "-X", "-A", "-t"]
        return [str(self.programs / "psql"), *base, *arguments]

    def query(self, sql: str) -> str:
        """Run one statement as the owner and return its output."""
        done = subprocess.run(
            self.psql("-c", sql),
            env=_plain_environment() | {"PGPASSWORD": self.secret},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise Stop(f"PostgreSQL: {done.stderr.strip()}")
        return done.stdout.strip()

    def start(self) -> None:
        """Start the server on its port and wait until it answers."""
        settings = {
            "port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": str(self.folder),
            "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "80",
            "shared_buffers": "256MB", "max_wal_size": "2GB", "autovacuum_naptime": "10min", "jit": "off",
        }  # fmt: skip
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command = [str(self.programs / "postgres"), "-D", "data", *options]
        self.spawn(command, parent_gone=signal.SIGINT)
        self.await_answer(self.psql("-c", "SELECT 'ready'"), {"PGPASSWORD": self.secret}, "ready")

    def stop(self, *, crash: bool = False) -> None:
        """Stop: sign every client off, or (crash) fall down as in a power cut."""
        self.end(signal.SIGQUIT if crash else signal.SIGINT)


class Redis(Server):
    """A Redis that keeps nothing on disk."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if shutil.which("redis-server") is None:
            raise Stop("Redis is not on this machine. On Debian: sudo apt install redis-server")
        self.start()

    @property
    def url(self) -> str:
        """The address for CELERY_BROKER_URL and CACHE_URL."""
        return f"redis://:{self.secret}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start the server on its port and wait until it answers."""
        settings = self.folder / "redis.conf"
        settings.write_text(
            f"bind 127.0.0.1\nport {self.port}\nrequirepass {self.secret}\nsave ''\nappendonly no\n"
            f"dir {self.folder}\nmaxmemory 128mb\nmaxmemory-policy noeviction\n"
        )
        self.owned(settings)
        self.spawn(["redis-server", str(settings)], parent_gone=signal.SIGTERM)
        ping = ["redis-cli", "-h", "127.0.0.1", "-p", str(self.port), "ping"]
        self.await_answer(ping, {"REDISCLI_AUTH": self.secret}, "PONG")

    def stop(self) -> None:
        """Stop at once; nothing was to be kept."""
        self.end(signal.SIGKILL)


@dataclass
class Services:
    """Both servers of a run."""

    postgres: Postgres
    redis: Redis

    def environment(self) -> dict[str, str]:
        """Return what tells a test where they are."""
        return {"TEST_POSTGRES_URL": self.postgres.url, "TEST_REDIS_URL": self.redis.url}

    def heal(self) -> None:
        """Start again what a drill has left stopped."""
        for server in (self.postgres, self.redis):
            if server.process is None:
                server.start()


@contextmanager
def test_services() -> Iterator[Services]:
    """Start PostgreSQL and Redis for as long as the block lasts."""
    with ExitStack() as stack:
        user = stack.enter_context(throwaway_user())
        folder = Path(tempfile.mkdtemp(prefix="imece-services-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o755)
        postgres = Postgres(folder / "postgres", user)
        stack.callback(postgres.stop)
        redis = Redis(folder / "redis", user)
        stack.callback(redis.stop)
        yield Services(postgres, redis)
