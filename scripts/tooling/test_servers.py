"""PostgreSQL, Redis and Elasticsearch for one run: own folder, own free port on the loopback address, gone afterwards."""

import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tooling.console import Stop
from tooling.debian import find_postgres_folder
from tooling.elasticsearch import SearchServer
from tooling.server import Server, plain_environment
from tooling.throwaway_user import throwaway_user


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
            cwd=self.folder, env=plain_environment(), capture_output=True, text=True, **self.as_user(),
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
            env=plain_environment() | {"PGPASSWORD": self.secret},
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
    """The servers of a run; a search server only where one was asked for."""

    postgres: Postgres
    redis: Redis
    search: SearchServer | None
    folder: Path
    user: str | None

    def environment(self) -> dict[str, str]:
        """Return what tells a test where they are."""
        known = {"TEST_POSTGRES_URL": self.postgres.url, "TEST_REDIS_URL": self.redis.url}
        if self.search:
            known |= {"TEST_SEARCH_URL": self.search.url, "TEST_SEARCH_PROBLEM": str(self.search.problem)}
        return known

    def heal(self) -> None:
        """Start again what a drill has left stopped."""
        for server in (self.postgres, self.redis):
            if server.process is None:
                server.start()
        if self.search and self.search.node and self.search.node.process is None:
            self.search.node.start()


@contextmanager
def test_services(*, search: bool = False) -> Iterator[Services]:
    """Start PostgreSQL and Redis for as long as the block lasts, and begin to start a search server if asked to."""
    with ExitStack() as stack:
        user = stack.enter_context(throwaway_user())
        folder = Path(tempfile.mkdtemp(prefix="imece-services-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o755)
        server = SearchServer(folder / "search", user) if search else None
        if server:
            stack.callback(server.close)
        postgres = Postgres(folder / "postgres", user)
        stack.callback(postgres.stop)
        redis = Redis(folder / "redis", user)
        stack.callback(redis.stop)
        yield Services(postgres, redis, server, folder, user)
