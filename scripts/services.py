#!/usr/bin/env python3
"""Run a command with a PostgreSQL, a Redis and an Elasticsearch of its own: scripts/services.py COMMAND …

Their addresses are in TEST_POSTGRES_URL, TEST_REDIS_URL and TEST_SEARCH_URL. All are gone when the command ends.
"""

import os
import subprocess
import sys

from tooling import elasticsearch
from tooling.console import Stop, guard
from tooling.debian import ensure_machine
from tooling.places import var_folder
from tooling.test_servers import test_services


def main() -> int:
    """Start the servers, run the command, return its exit code."""
    command = sys.argv[1:]
    if not command:
        raise Stop("name the command to run, for example: scripts/services.py sh")
    ensure_machine(["postgres", "redis", *elasticsearch.needs()], log=var_folder() / "log" / "setup.log")
    with test_services(search=True) as services:
        return subprocess.run(command, env=os.environ | services.environment()).returncode


if __name__ == "__main__":
    guard(main, "services")
