"""The container's health check: asks /readyz as the proxy would, and says by its exit code what it got."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "healthcheck.py"


class Answering(BaseHTTPRequestHandler):
    status = 200
    asked: list[tuple[str, str | None, str | None]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Host"], self.headers["X-Forwarded-Proto"]))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    Answering.asked.clear()
    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def check(port: int, hosts: str = "imece.example.org,b.example") -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.environ["PATH"], "PORT": str(port), "ALLOWED_HOSTS": hosts}
    return subprocess.run([sys.executable, str(SCRIPT)], env=env, capture_output=True, text=True, timeout=30)


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1), (500, 1), (301, 1)])
def test_ready_is_0_and_everything_else_is_1(port: int, monkeypatch, status: int, code: int) -> None:
    monkeypatch.setattr(Answering, "status", status)
    done = check(port)
    assert (done.returncode, done.stderr) == (code, "")
    assert Answering.asked == [("/readyz", "imece.example.org", "https")]


def test_a_leading_dot_is_no_part_of_a_host_name(port: int) -> None:
    check(port, hosts=".imece.example.org")
    assert Answering.asked[0][1] == "imece.example.org"


def test_no_server_is_1_without_a_traceback(port: int) -> None:
    done = check(1)
    assert (done.returncode, done.stderr) == (1, "")
