#!/usr/bin/env python3
"""Ask the web server of this container whether it is ready; exit code 0 or 1. It asks by an allowed host name."""

import http.client
import os
import sys


def main() -> int:
    """Return 0 when /readyz answers 200."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".*") or "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT") or 8000), timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": host, "X-Forwarded-Proto": "https"})
        return 0 if connection.getresponse().status == 200 else 1
    except OSError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
