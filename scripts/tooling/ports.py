"""Ports on this machine: is one free, give me a free one, does something answer there."""

import http.client
import os
import socket
import time
from collections.abc import Callable

from tooling.console import Stop


def port_from_environment(default: int = 8000) -> int:
    """Return PORT as a number; raise Stop when it is none."""
    text = os.environ.get("PORT") or str(default)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Stop(f"PORT is {text!r}; it must be a number from 1 to 65535, for example: PORT=8001 make run")
    return int(text)


def require_free(port: int, host: str = "127.0.0.1") -> None:
    """Raise Stop when another program holds the port, or this user may not use it."""
    with socket.socket() as probe:
        # As the server will: a port that is only cooling down after the last run counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except PermissionError:
            raise Stop(
                f"port {port} is reserved for the administrator. Choose another: PORT=8001 make run"
            ) from None
        except OSError:
            other = port + 1 if port < 65535 else 8001
            raise Stop(
                f"port {port} is used by another program. Stop it, or choose another port: PORT={other} make run"
            ) from None


def free_port() -> int:
    """Return a port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def http_status(port: int, path: str, *, host: str = "127.0.0.1", seconds: float = 5.0) -> int:
    """Return the status of GET `path`, or 0 when nothing answers."""
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def wait_until(condition: Callable[[], bool], *, seconds: float, pause: float = 0.1) -> bool:
    """Ask `condition` until it holds; return False when the time is over."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True
