"""Elasticsearch for one run: fetched once, run by the servers' user, one node or several of one cluster.

The package is Elasticsearch's own distribution for integration tests, from Maven's central repository: the server without
most of its modules, so what works with it works with any Elasticsearch 8. Maven fetches it, as it is set up on the machine,
or IMECE_MAVEN_URL names a mirror; a copy in ~/.m2 does as well. Its sum of sha512 is checked in every case.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import threading
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from tooling.console import Stop, say
from tooling.debian import find_java
from tooling.ports import free_port, http_status, wait_until
from tooling.server import Server

VERSION = "8.19.8"
SHA512 = (
    "fa56c50fa80080f19bb9875348b019785e2ec53848168f007d40d81ca3cb7031"
    "6b45f53f20bb63cc2913ddad703711ce70f67dae5533cc5fd9db84d3f89f5241"
)
FILE = f"elasticsearch-{VERSION}.zip"
PLACE = f"org/elasticsearch/distribution/integ-test-zip/elasticsearch/{VERSION}/{FILE}"
HEAP = "512m"
STARTS_WITHIN = 120


def needs() -> list[str]:
    """What it asks of the machine, as tooling.debian names it: Java, and Maven as long as the distribution is not here."""
    return ["java"] if _kept() or os.environ.get("IMECE_MAVEN_URL") else ["java", "maven"]


def archive() -> Path:
    """The distribution as a file that was checked; fetched when it is not there. Raises Stop."""
    kept = _kept()
    if kept is None:
        mirror = os.environ.get("IMECE_MAVEN_URL")
        if mirror:
            _fetch_from_mirror(f"{mirror.rstrip('/')}/{PLACE}")
        else:
            _fetch_by_maven()
        kept = _kept()
    if kept is None:
        raise Stop("what came as Elasticsearch is not the file that it should be")
    return kept


def _copies() -> tuple[Path, Path]:
    """Where it may lie: in our own cache, and in Maven's."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "imece"
    return cache / FILE, Path.home() / ".m2" / "repository" / PLACE


def _kept() -> Path | None:
    return next((copy for copy in _copies() if copy.is_file() and _is_right(copy)), None)


def _fetch_from_mirror(address: str) -> None:
    copy = _copies()[0]
    copy.parent.mkdir(parents=True, exist_ok=True)
    unfinished = copy.with_name(f"{FILE}.{os.getpid()}")
    try:
        with urllib.request.urlopen(address, timeout=60) as answer, unfinished.open("wb") as output:
            shutil.copyfileobj(answer, output)
        unfinished.replace(copy)
    except OSError as error:
        raise Stop(f"Elasticsearch could not be fetched from IMECE_MAVEN_URL ({address}): {error}") from None
    finally:
        unfinished.unlink(missing_ok=True)


def _fetch_by_maven() -> None:
    what = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
    command = ["mvn", "-q", "-B", "dependency:get", f"-Dartifact={what}", "-Dtransitive=false"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    except OSError as error:
        raise Stop(f"Maven could not be started to fetch Elasticsearch: {error}") from None
    if done.returncode:
        tail = (done.stdout + done.stderr).strip()[-1000:]
        raise Stop(f"Maven could not fetch Elasticsearch; IMECE_MAVEN_URL may name a mirror:\n{tail}")


def _is_right(path: Path) -> bool:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha512").hexdigest() == SHA512


def unpack(folder: Path) -> Path:
    """Unpack the distribution where the servers' user can read it; return its own folder."""
    shutil.unpack_archive(archive(), folder)
    home = folder / f"elasticsearch-{VERSION}"
    for program in (home / "bin").iterdir():
        program.chmod(0o755)
    return home


@dataclass
class SearchNode(Server):
    """A node that others may join; it keeps what it was told when it is killed and started again."""

    home: Path = field(kw_only=True)
    name: str = field(default="one", kw_only=True)
    transport: int = field(default_factory=free_port, kw_only=True)
    cluster: "list[SearchNode]" = field(default_factory=list, kw_only=True)

    @property
    def url(self) -> str:
        """The address for SEARCH_URL."""
        return f"http://127.0.0.1:{self.port}"

    def configure(self) -> None:
        """Write its settings, once the others of its cluster are known."""
        config = self.folder / "config"
        shutil.copytree(self.home / "config", config, dirs_exist_ok=True)
        nodes = self.cluster or [self]
        discovery = "discovery.type: single-node\n"
        if len(nodes) > 1:
            seeds = ", ".join(f'"127.0.0.1:{node.transport}"' for node in nodes)
            names = ", ".join(node.name for node in nodes)
            discovery = f"discovery.seed_hosts: [{seeds}]\ncluster.initial_master_nodes: [{names}]\n"
        (config / "elasticsearch.yml").write_text(
            f"cluster.name: imece-{nodes[0].port}\nnode.name: {self.name}\nnetwork.host: 127.0.0.1\n"
            f"http.port: {self.port}\ntransport.port: {self.transport}\n"
            f"path.data: {self.folder}/data\npath.logs: {self.folder}/logs\n"
            "xpack.security.enabled: false\ncluster.routing.allocation.disk.threshold_enabled: false\n"
            + discovery
        )
        for path in [config, *config.rglob("*")]:
            self.owned(path)

    def start(self) -> None:
        """Start the node and wait until it answers."""
        self.begin()
        if not wait_until(lambda: http_status(self.port, "/_cluster/health") == 200, seconds=STARTS_WITHIN):
            tail = (self.folder / "server.log").read_text(errors="replace")[-2000:]
            raise Stop(f"Elasticsearch did not start:\n{tail}")

    def begin(self) -> None:
        """Start the node; do not wait."""
        java = find_java()
        if java is None:
            raise Stop("Java 17 is not on this machine. On Debian: sudo apt install openjdk-17-jre-headless")
        if not (self.folder / "config").exists():
            self.configure()
        temporary = self.folder / "tmp"
        temporary.mkdir(exist_ok=True)
        self.owned(temporary)
        env = {
            "ES_JAVA_HOME": str(java),
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP}",
            "ES_TMPDIR": str(temporary),
        }
        self.spawn([str(self.home / "bin" / "elasticsearch")], parent_gone=signal.SIGTERM, env=env)

    def stop(self, *, crash: bool = False) -> None:
        """Stop kindly, or (crash) fall down at once."""
        if self.process is None:
            return
        if crash:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
        else:
            self.end(signal.SIGTERM)


class SearchServer:
    """One node that starts in the background, so that nobody waits for it who does not ask it.

    Its address is known at once. What kept it from starting stands in the file `problem`.
    """

    def __init__(self, folder: Path, user: str | None) -> None:
        folder.mkdir()
        folder.chmod(0o755)
        self.folder = folder
        self.user = user
        self.port = free_port()
        self.problem = folder / "problem"
        self.node: SearchNode | None = None
        self._over = threading.Event()
        self._ready = threading.Event()
        # Linux tells a child that its parent is gone when the thread that made it ends: this one lives on.
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it is, or will be."""
        return f"http://127.0.0.1:{self.port}"

    def await_node(self) -> SearchNode:
        """The node, once it answers. Raises Stop with what kept it from starting."""
        self._ready.wait(STARTS_WITHIN * 2)
        if self.node is None:
            raise Stop(self.problem.read_text() if self.problem.exists() else "Elasticsearch did not start")
        return self.node

    def close(self) -> None:
        """Stop it; nobody needs its data, so it need not take its time."""
        self._over.set()
        self._thread.join(STARTS_WITHIN)

    def _run(self) -> None:
        node = None
        try:
            node = SearchNode(self.folder / "node", self.user, self.port, home=unpack(self.folder))
            if not self._over.is_set():
                node.start()
                self.node = node
        except (Stop, OSError) as error:
            self.problem.write_text(str(error))
            say(f"The search server did not start: {error}")
        finally:
            self._ready.set()
        self._over.wait()
        if node is not None:
            node.stop(crash=True)
