"""What the servers of a run have in common: a folder, a user, a port and a process."""

import os
import secrets
import shutil
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tooling.children import end_with_parent
from tooling.console import Stop
from tooling.ports import free_port, wait_until


@dataclass
class Server:
    """One server. It ends with the program that started it."""

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
                preexec_fn=lambda: end_with_parent(parent_gone), env=plain_environment() | (env or {}),
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
            done = subprocess.run(asks, env=plain_environment() | env, capture_output=True, text=True)
            return wanted in done.stdout

        if not wait_until(answers, seconds=30):
            tail = (self.folder / "server.log").read_text(errors="replace")[-2000:]
            raise Stop(f"{asks[0]}: the server did not start:\n{tail}")


def plain_environment() -> dict[str, str]:
    """What a server may know of our environment."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
