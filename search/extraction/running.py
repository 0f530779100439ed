"""Starts the reading process, and ends it when it takes too long."""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from typing import IO, Any

from search.extraction import limits
from search.extraction.reading import READERS, Page

logger = logging.getLogger(__name__)


def read_pages(
    file: IO[bytes], kind: str, *, seconds: float = limits.SECONDS
) -> tuple[str, list[Page], bool]:
    """(state, pages, whether something was left out). Never raises for what a file holds.

    `file` must be a real file that stands at its beginning. States: read, empty, locked, refused, broken, too_much
    (memory), too_long (time).
    """
    if kind not in READERS:
        return "not_read", [], False
    with tempfile.TemporaryFile() as said, tempfile.TemporaryDirectory() as nowhere:
        process = subprocess.Popen(
            [sys.executable, "-m", "search.extraction.child", kind],
            stdin=file.fileno(),
            stdout=said,
            stderr=subprocess.DEVNULL,
            cwd=nowhere,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LANG": "C.UTF-8"},
            start_new_session=True,
            close_fds=True,
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return "too_long", [], False
        if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            return "too_long", [], False
        return _answer(said, process.returncode)


def _answer(said: IO[bytes], code: int) -> tuple[str, list[Page], bool]:
    said.seek(0)
    try:
        answer: dict[str, Any] = json.loads(said.read())
        pages = [(number, name, text) for number, name, text in answer["pages"]]
        return str(answer["state"]), pages, bool(answer["is_cut"])
    except (ValueError, KeyError, TypeError):
        # It was ended by one of its limits before it could say anything.
        logger.info("the reading process said nothing (exit %s)", code)
        return "too_much", [], False
