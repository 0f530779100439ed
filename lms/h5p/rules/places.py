"""Where the files of packages lie in the private storage, and at which address a library's file is read."""

import uuid
from urllib.parse import quote

LIBRARIES, VERSIONS, QUARANTINE = "h5p/libraries", "h5p/versions", "h5p/quarantine"
LIBRARY_ADDRESS = "/h5p/lib/"


def library_folder(sha256: str) -> str:
    """Folder of a library's files; named by what is in it, so it never changes."""
    return f"{LIBRARIES}/{sha256}"


def version_folder(key: uuid.UUID) -> str:
    """Folder of a version's media."""
    return f"{VERSIONS}/{key}"


def library_address(sha256: str, path: str) -> str:
    """Path of a library's file on the web."""
    return f"{LIBRARY_ADDRESS}{sha256}/{quote(path)}"
