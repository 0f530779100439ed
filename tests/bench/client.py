"""A small load generator for our own loopback address: threads that keep their connection, bounded by a time.

It reads raw sockets, because http.client would cost the two cores as much as a cached page does.
"""

import socket
import threading
import time
from dataclasses import dataclass, field


@dataclass
class Measured:
    """What one run of the load saw."""

    seconds: float = 0.0
    requests: int = 0
    bytes: int = 0
    statuses: dict[int, int] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """Return the response time in ms that this share of the requests stayed below."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0


class Connection:
    """One kept connection; opens itself again when the server has closed it."""

    def __init__(self, port: int, path: str, cookie: str) -> None:
        self.port = port
        cookie_line = f"Cookie: {cookie}\r\n" if cookie else ""
        self.request = (
            f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Encoding: gzip\r\n"
            f"Accept-Language: tr\r\n{cookie_line}\r\n"
        ).encode()
        self.socket: socket.socket | None = None
        self.buffer = b""

    def _receive(self) -> None:
        assert self.socket is not None
        piece = self.socket.recv(262144)
        if not piece:
            raise ConnectionError("closed")
        self.buffer += piece

    def ask(self) -> tuple[int, bytes]:
        """Send the request, return status and body."""
        for attempt in (1, 2):
            try:
                if self.socket is None:
                    self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
                    self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    self.buffer = b""
                self.socket.sendall(self.request)
                return self._read()
            except (ConnectionError, BrokenPipeError):
                self.close()
                if attempt == 2:
                    raise
        raise AssertionError

    def _read(self) -> tuple[int, bytes]:
        while b"\r\n\r\n" not in self.buffer:
            self._receive()
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        fields = head.lower()
        if b"content-length:" in fields:
            length = int(fields.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
            while len(self.buffer) < length:
                self._receive()
            body, self.buffer = self.buffer[:length], self.buffer[length:]
        else:
            while not self.buffer.endswith(b"0\r\n\r\n"):
                self._receive()
            body, self.buffer = self.buffer, b""
        if b"connection: close" in fields:
            self.close()
        return int(head.split(b" ", 2)[1]), body

    def close(self) -> None:
        """Close the connection."""
        if self.socket is not None:
            self.socket.close()
            self.socket = None


def measure(port: int, path: str, cookie: str, *, seconds: float, threads: int = 4) -> Measured:
    """Ask for one page from several threads for some seconds."""
    total = Measured()
    lock = threading.Lock()
    end = time.monotonic() + seconds

    def run() -> None:
        mine = Measured()
        connection = Connection(port, path, cookie)
        while (begin := time.monotonic()) < end:
            status, body = connection.ask()
            mine.times.append(time.monotonic() - begin)
            mine.requests += 1
            mine.bytes += len(body)
            mine.statuses[status] = mine.statuses.get(status, 0) + 1
        connection.close()
        with lock:
            total.requests += mine.requests
            total.bytes += mine.bytes
            total.times += mine.times
            for status, count in mine.statuses.items():
                total.statuses[status] = total.statuses.get(status, 0) + count

    begin = time.monotonic()
    workers = [threading.Thread(target=run) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    total.seconds = time.monotonic() - begin
    return total
