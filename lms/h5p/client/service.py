"""The authoring service as we use it. services/h5p/README.md lists what it answers.

Every method may raise ServiceDown, WrongSecret, ServiceRefused, TooLarge and BadAnswer; those that name a content or a
library also NotFound.
"""

import json
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import IO, Any

import requests

from lms.h5p.client import answers
from lms.h5p.client.addresses import Place, configured_place
from lms.h5p.client.answers import shaped
from lms.h5p.client.behalf import Behalf
from lms.h5p.client.errors import NotFound
from lms.h5p.client.patience import LARGE, QUICK, Patience
from lms.h5p.client.transport import Transport, chunks_at_most

PACKAGE_BYTES = 256 * 1024 * 1024
"""Of a packed package, in either direction (H5P_TOTAL_MB of the service)."""
_JSON = {"Content-Type": "application/json"}
_ZIP = {"Content-Type": "application/zip"}


class AuthoringService:
    """All that İmece asks the service for, on behalf of one person."""

    def __init__(self, behalf: Behalf, place: Place | None = None, patience: Patience | None = None) -> None:
        """`place`: the one of the settings otherwise (raises NotConfigured)."""
        self.behalf = behalf
        self.place = place or configured_place()
        self._usual = Transport(self.place, patience or Patience())
        self._quick = Transport(self.place, patience or QUICK)
        self._large = Transport(self.place, patience or LARGE)

    def _headers(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        return {**self.behalf.headers(), **(more or {})}

    def _ask(self, method: str, *steps: str) -> Any:
        return self._usual.json(method, *steps, headers=self._headers())

    def _send(self, method: str, *steps: str, value: Any) -> Any:
        body = json.dumps(value).encode()
        return self._usual.json(method, *steps, headers=self._headers(_JSON), body=body)

    def _upload(self, *steps: str, file: IO[bytes], by: Behalf) -> Any:
        headers = {**by.headers(), **_ZIP}
        return self._large.json("POST", *steps, headers=headers, body=file)

    def health(self) -> answers.Health:
        """Whether it is there and what it has; one quick try."""
        said = self._quick.json("GET", "health", headers=self._headers())
        return shaped(answers.health, said)

    def list_contents(self) -> list[answers.ContentRow]:
        return shaped(answers.rows(answers.content_row), self._ask("GET", "contents"))

    def get_content(self, content: str) -> answers.Content:
        return shaped(answers.content, self._ask("GET", "contents", content))

    def create_content(
        self, *, library: str, params: dict[str, Any], metadata: dict[str, Any]
    ) -> answers.Saved:
        """Keep a new content. library: "H5P.X 1.2". Never tried twice: there might be two."""
        value = {"library": library, "params": params, "metadata": metadata}
        return shaped(answers.saved, self._send("POST", "contents", value=value))

    def update_content(
        self, content: str, *, library: str, params: dict[str, Any], metadata: dict[str, Any]
    ) -> answers.Saved:
        value = {"library": library, "params": params, "metadata": metadata}
        return shaped(answers.saved, self._send("PUT", "contents", content, value=value))

    def copy_content(self, content: str) -> answers.Saved:
        return shaped(answers.saved, self._ask("POST", "contents", content, "copy"))

    def delete_content(self, content: str) -> None:
        """Remove it; when a first try was cut off, the second may find it gone, which is what was wanted."""
        try:
            self._ask("DELETE", "contents", content)
        except NotFound:
            return

    def import_package(self, file: IO[bytes]) -> answers.Saved:
        """Make a content of a package (with the libraries that it brings). The file is sent as it is read."""
        by = replace(self.behalf, permission="importer")
        return shaped(answers.saved, self._upload("contents", "import", file=file, by=by))

    def export_package(self, content: str, target: IO[bytes], *, limit: int = PACKAGE_BYTES) -> int:
        """Write the content as a package into `target`. Returns its bytes; on an error what was written means nothing."""
        end = time.monotonic() + self._large.patience.whole
        size = 0
        with self._large.open("GET", "contents", content, "export", headers=self._headers()) as answer:
            for chunk in chunks_at_most(answer, limit, end):
                target.write(chunk)
                size += len(chunk)
        return size

    def editor_model(self, content: str | None) -> answers.EditorModel:
        """What a page needs to open the editor; None for a new content."""
        return shaped(answers.editor_model, self._ask("GET", "contents", content or "new", "edit"))

    def player_model(self, content: str) -> dict[str, Any]:
        """What a page needs to play it, as Lumi says it."""
        return shaped(dict, self._ask("GET", "contents", content, "play"))

    def list_libraries(self) -> list[answers.Library]:
        """For administrators, as the next four."""
        return shaped(answers.rows(answers.library), self._ask("GET", "libraries"))

    def install_libraries(self, file: IO[bytes]) -> answers.Installed:
        """Take the libraries out of a package; its content is not looked at."""
        return shaped(answers.installed, self._upload("libraries", file=file, by=self.behalf))

    def delete_library(self, key: str) -> None:
        """key: "H5P.X-1.2". ServiceRefused with 423 when something uses it."""
        self._ask("DELETE", "libraries", key)

    def list_content_types(self) -> list[answers.ContentType]:
        """Of the hub. ServiceRefused: "hub-off" where it is switched off, "hub-silent" when it does not answer."""
        return shaped(answers.rows(answers.content_type), self._ask("GET", "content-types"))

    def install_content_type(self, name: str) -> answers.Installed:
        """name: "H5P.X". The hub's package is fetched by the service, so this may take long."""
        said = self._large.json("POST", "content-types", name, "install", headers=self._headers())
        return shaped(answers.installed, said)

    def browser_asks(
        self,
        method: str,
        *steps: str,
        query: Mapping[str, str] | None = None,
        body: bytes | IO[bytes] | None = None,
        more: Mapping[str, str] | None = None,
    ) -> AbstractContextManager[requests.Response]:
        """An answer to what the editor in a browser asked for, its body yet to be read (by `chunks_at_most`)."""
        return self._usual.open(method, "h5p", *steps, headers=self._headers(more), query=query, body=body)
