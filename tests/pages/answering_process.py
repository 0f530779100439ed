"""A process of an installation, driven by lines on stdin: `get <path>` answers "<X-Cache> <title>", `do <python>` runs."""

import os
import re
import sys
import traceback

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.test import Client  # noqa: E402

client = Client(HTTP_HOST="localhost")


def say(*words: object) -> None:
    """Answer with one line."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


say("ready")
for line in sys.stdin:
    verb, _space, rest = line.strip().partition(" ")
    try:
        if verb == "get":
            response = client.get(rest)
            title = re.search(r"<h1[^>]*>([^<]*)", response.content.decode())
            print(
                response.status_code,
                response.get("X-Cache", "miss"),
                title.group(1) if title else "-",
                flush=True,
            )
        else:
            exec(rest.replace("; ", "\n"), {"__name__": "answering"})
            say("done")
    except Exception:
        say("failed", traceback.format_exc().replace("\n", " | "))
