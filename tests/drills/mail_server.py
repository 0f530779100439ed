"""A mail server that takes every message and remembers to whom and under which Message-ID."""

import socketserver
import threading
from collections import Counter


class MailServer:
    """Speaks SMTP on a free port of this machine for as long as the block lasts."""

    def __init__(self) -> None:
        self.taken: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]

    def __enter__(self) -> "MailServer":
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def count(self) -> int:
        """How many messages were taken, repeated ones included."""
        with self._lock:
            return sum(self.taken.values())

    def take(self, recipient: str, message: bytes) -> None:
        """A message has arrived whole; from here on the sender may forget it."""
        name = next(
            line.split(b":", 1)[1].strip().decode()
            for line in message.splitlines()
            if line.lower().startswith(b"message-id:")
        )
        with self._lock:
            self.taken[recipient, name] += 1

    def _handler(self) -> type[socketserver.StreamRequestHandler]:
        server = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                try:
                    self._talk()
                except (ConnectionError, BrokenPipeError):
                    return

            def _talk(self) -> None:
                recipient = ""
                self.wfile.write(b"220 here\r\n")
                while line := self.rfile.readline():
                    command = line[:4].upper()
                    if command == b"RCPT":
                        recipient = line.decode().split("<", 1)[1].split(">", 1)[0]
                    if command == b"DATA":
                        self.wfile.write(b"354 go on\r\n")
                        message = b""
                        while (part := self.rfile.readline()) != b".\r\n":
                            if not part:
                                return
                            message += part
                        server.take(recipient, message)
                    self.wfile.write(b"221 bye\r\n" if command == b"QUIT" else b"250 ok\r\n")

        return Handler
