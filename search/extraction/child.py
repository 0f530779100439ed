"""The process that reads one file: `python -m search.extraction.child KIND`, the file as its input.

It limits itself before it reads a byte, has no settings and no secrets, and says what it found as one line of JSON:
{"state": "read" | a reason, "pages": [[number, name, text], …], "is_cut": bool}.
"""

import json
import resource
import sys
import unicodedata
from typing import Any

from core.archive import ArchiveRefused
from search.extraction import limits
from search.extraction.reading import READERS, Locked, Page

_ALLOWED_CONTROLS = {"\n", "\t"}


def limit_this_process() -> None:
    """Memory, time, files: whatever goes beyond ends this process, not the worker."""
    for kind, most in (
        (resource.RLIMIT_AS, limits.MEMORY),
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_FSIZE, limits.OUTPUT_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(kind, (most, most))


def clean(text: str) -> str:
    """Readable text only: no control characters (a database refuses NUL), spaces folded."""
    text = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode("utf-8"))
    text = "".join(
        one if one in _ALLOWED_CONTROLS or unicodedata.category(one)[0] != "C" else " " for one in text
    )
    return " ".join(text.split())


def read(kind: str, file: Any) -> dict[str, Any]:
    """The answer about one file."""
    pages: list[Page] = []
    characters, is_cut = 0, False
    try:
        for number, name, text in READERS[kind](file):
            if len(pages) >= limits.MOST_PAGES or characters >= limits.ALL_CHARACTERS:
                is_cut = True
                break
            whole = clean(text)
            kept = whole[: min(limits.PAGE_CHARACTERS, limits.ALL_CHARACTERS - characters)]
            is_cut = is_cut or len(kept) < len(whole)
            characters += len(kept)
            pages.append((number, clean(name)[:80], kept))
    except Locked:
        return {"state": "locked", "pages": [], "is_cut": False}
    except ArchiveRefused:
        return {"state": "refused", "pages": [], "is_cut": False}
    except (MemoryError, RecursionError):
        return {"state": "too_much", "pages": [], "is_cut": False}
    except Exception:  # whatever a parser stumbles over, the file is what is wrong
        return {"state": "broken", "pages": [], "is_cut": False}
    state = "read" if any(text for _number, _name, text in pages) else "empty"
    return {"state": state, "pages": pages, "is_cut": is_cut}


if __name__ == "__main__":
    limit_this_process()
    sys.setrecursionlimit(2_000)
    json.dump(read(sys.argv[1], sys.stdin.buffer), sys.stdout, ensure_ascii=True)
