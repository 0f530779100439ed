"""Who the test servers run as: never root. Root lends them a system user that is removed at the end."""

import os
import pwd
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tooling.console import Stop

_PREFIX = "imece-test-"


def _is_alive(pid: str) -> bool:
    return os.path.isdir(f"/proc/{pid}")


def _remove(name: str) -> None:
    subprocess.run(["userdel", name], capture_output=True)


@contextmanager
def throwaway_user() -> Iterator[str | None]:
    """Give the name of a user without rights for the servers; None for an ordinary person, who runs them herself."""
    if os.geteuid() != 0:
        yield None
        return
    for left_over in [entry.pw_name for entry in pwd.getpwall() if entry.pw_name.startswith(_PREFIX)]:
        if not _is_alive(left_over.removeprefix(_PREFIX)):
            _remove(left_over)
    name = f"{_PREFIX}{os.getpid()}"
    made = subprocess.run(
        ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name],
        capture_output=True,
        text=True,
    )
    if made.returncode:
        raise Stop(f"could not make a user for the test servers: {made.stderr.strip()}")
    try:
        yield name
    finally:
        _remove(name)
