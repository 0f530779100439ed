"""The authoring service for H5P (services/h5p): its packages from npm, and a process of it for a test."""

import secrets
import shutil
import signal
from dataclasses import dataclass, field
from pathlib import Path

from tooling.console import Stop, run_logged, step
from tooling.frontend import npm_command
from tooling.places import ROOT, process_environment
from tooling.ports import http_status, wait_until
from tooling.server import Server
from tooling.stamps import Stamp, digest_of_files

SERVICE = ROOT / "services" / "h5p"
MODULES = SERVICE / "node_modules"
MANIFESTS = [SERVICE / "package.json", SERVICE / "package-lock.json", SERVICE / ".npmrc"]


def ensure_service_packages(*, log: Path) -> bool:
    """Install what the service needs into its own folder; return False when it was there."""
    digest = digest_of_files(MANIFESTS)
    stamp = Stamp(MODULES / ".imece")
    if stamp.is_fresh(digest):
        return False
    with step("Authoring service for H5P"):
        command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        run_logged(command, log=log, cwd=SERVICE, env=process_environment(CI="1"))
    stamp.write(digest)
    return True


def node_command() -> str:
    """Return the Node.js that npm would use."""
    first = npm_command()[0]
    node = first if Path(first).name == "node" else shutil.which("node")
    if not node:
        raise Stop("Node.js 20 or newer is not on this machine.")
    return node


@dataclass
class H5PService(Server):
    """One process of it with an empty workbench in its folder; `more` are settings of its environment."""

    more: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.secret = secrets.token_hex(24)
        self.start()

    @property
    def url(self) -> str:
        """The address for H5P_SERVICE_URL."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it on its port and wait until it answers."""
        settings = {
            "H5P_SERVICE_SECRET": self.secret,
            "H5P_PORT": str(self.port),
            "H5P_DATA": str(self.folder / "data"),
            **self.more,
        }
        self.spawn([node_command(), str(SERVICE / "server.mjs")], parent_gone=signal.SIGKILL, env=settings)
        # Without the secret it says no; that it says anything is enough.
        if not wait_until(lambda: http_status(self.port, "/health") == 401, seconds=30, pause=0.05):
            tail = (self.folder / "server.log").read_text(errors="replace")[-2000:]
            raise Stop(f"the authoring service did not start:\n{tail}")

    def stop(self, *, crash: bool = False) -> None:
        """Stop it kindly, or (crash) at once."""
        self.end(signal.SIGKILL if crash else signal.SIGTERM)
