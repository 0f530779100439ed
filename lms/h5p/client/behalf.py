"""On whose behalf we call. The service believes what we say: who may do what was decided here before."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote


@dataclass(frozen=True)
class Behalf:
    """permission: author; importer: libraries may come with a package; administrator: libraries and the hub.

    base: path below which the browser finds the service's files (ours stands between).
    """

    person: str
    name: str = ""
    permission: Literal["author", "importer", "administrator"] = "author"
    language: str = "en"
    base: str = "/h5p"

    def headers(self) -> dict[str, str]:
        """As headers of a call; a name may have any letters."""
        return {
            "X-User-Id": self.person,
            "X-User-Name": quote(self.name[:200]),
            "X-User-Permission": self.permission,
            "X-Language": self.language,
            "X-Base-Path": self.base,
        }
