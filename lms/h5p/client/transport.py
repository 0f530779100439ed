"""One call to the service: pool of connections, secret, request id, time-outs, tries, limits, typed errors.

Nothing follows a redirect, reads a proxy from the environment or keeps a cookie.
"""

import json
import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http.cookiejar import DefaultCookiePolicy
from typing import IO, Any, NoReturn

import requests
from requests.adapters import HTTPAdapter

from core.logs import request_id
from lms.h5p.client.addresses import Place
from lms.h5p.client.errors import BadAnswer, NotFound, ServiceDown, ServiceRefused, TooLarge, WrongSecret
from lms.h5p.client.patience import WORTH_ANOTHER_TRY, Patience, asked_pause

logger = logging.getLogger(__name__)

JSON_BYTES = 16 * 1024 * 1024
_REFUSAL_BYTES = 64 * 1024
_CHUNK = 64 * 1024
_SAFE_TO_REPEAT = frozenset({"GET", "PUT", "DELETE"})


@cache
def pool() -> requests.Session:
    """The connections of this process, made at the first call (so never shared across a fork of an idle parent)."""
    session = requests.Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.clear()
    session.headers.update({"Accept-Encoding": "identity", "User-Agent": "imece"})
    adapter = HTTPAdapter(pool_connections=2, pool_maxsize=8, max_retries=0)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


class Transport:
    """Calls to one place."""

    def __init__(self, place: Place, patience: Patience) -> None:
        self.place = place
        self.patience = patience

    @contextmanager
    def open(
        self,
        method: str,
        *steps: str,
        headers: Mapping[str, str],
        query: Mapping[str, str] | None = None,
        body: bytes | IO[bytes] | None = None,
    ) -> Iterator[requests.Response]:
        """Give an answer of 2xx whose body is yet to be read; everything else is raised as an error."""
        end = time.monotonic() + self.patience.whole
        pauses = self.patience.pauses() if method in _SAFE_TO_REPEAT else iter(())
        address = self.place.address_of(*steps)
        while True:
            try:
                answer = self._once(method, address, headers, query, body, end)
                break
            except ServiceDown as down:
                pause = next(pauses, None)
                if pause is None:
                    raise
                pause = max(pause, down.retry_after or 0.0)
                if pause > self.patience.longest or time.monotonic() + pause > end:
                    raise
                logger.warning("H5P service: %s %s: %s; trying again", method, steps[0], down)
                time.sleep(pause)
                if body is not None and not isinstance(body, bytes):
                    body.seek(0)
        with answer:
            yield answer

    def _once(
        self,
        method: str,
        address: str,
        headers: Mapping[str, str],
        query: Mapping[str, str] | None,
        body: bytes | IO[bytes] | None,
        end: float,
    ) -> requests.Response:
        left = max(0.1, end - time.monotonic())
        sent = {"X-Service-Secret": self.place.secret, "X-Request-ID": request_id.get(), **headers}
        try:
            answer = pool().request(
                method,
                address,
                params=query,
                data=body,
                headers={name: value for name, value in sent.items() if value},
                timeout=(min(self.patience.connect, left), min(self.patience.read, left)),
                allow_redirects=False,
                stream=True,
            )
        except (requests.ConnectionError, requests.Timeout) as error:
            raise ServiceDown(type(error).__name__) from None
        except (requests.RequestException, ValueError) as error:
            raise BadAnswer(type(error).__name__) from None
        if 200 <= answer.status_code < 300:
            return answer
        with answer:
            _refuse(answer, end)

    def json(self, method: str, *steps: str, limit: int = JSON_BYTES, **more: Any) -> Any:
        """Call and return what the answer's JSON holds; None for an answer without a body (204)."""
        with self.open(method, *steps, **more) as answer:
            if answer.status_code == 204:
                return None
            return _parsed(read_at_most(answer, limit, time.monotonic() + self.patience.whole))


def _refuse(answer: requests.Response, end: float) -> NoReturn:
    status = answer.status_code
    if status < 400:
        raise BadAnswer(f"status {status}")
    code = ""
    details: tuple[str, ...] = ()
    try:
        said = _parsed(read_at_most(answer, _REFUSAL_BYTES, end))
        if isinstance(said, dict):
            # Lumi's own router of libraries says "message" where ours say "code".
            code = str(said.get("code") or said.get("message") or "")[:100]
            more = said.get("details")
            details = tuple(str(one)[:100] for one in more[:20]) if isinstance(more, list) else ()
    except (BadAnswer, TooLarge):
        pass
    if status in WORTH_ANOTHER_TRY and not code:
        raise ServiceDown(str(status), asked_pause(answer.headers.get("Retry-After", "")))
    if status == 401:
        raise WrongSecret(status, code, details)
    if status == 404:
        raise NotFound(status, code, details)
    if status == 413:
        raise TooLarge(code or "413")
    raise ServiceRefused(status, code, details)


def chunks_at_most(answer: requests.Response, limit: int, end: float) -> Iterator[bytes]:
    """The body as it comes. Raises TooLarge beyond `limit` bytes, ServiceDown when it stops, or is not whole by `end`."""
    stated = answer.headers.get("Content-Length", "")
    if stated.isdigit() and int(stated) > limit:
        raise TooLarge(f"an answer of {stated} bytes")
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise BadAnswer("a packed answer that nobody asked for")
    seen = 0
    try:
        for chunk in answer.iter_content(_CHUNK):
            seen += len(chunk)
            if seen > limit:
                raise TooLarge(f"an answer of more than {limit} bytes")
            if time.monotonic() > end:
                raise ServiceDown("an answer that does not end")
            yield chunk
    except requests.RequestException as error:
        raise ServiceDown(f"the answer broke off: {type(error).__name__}") from None
    if stated.isdigit() and seen != int(stated):
        raise ServiceDown("the answer broke off")


def read_at_most(answer: requests.Response, limit: int, end: float) -> bytes:
    """The whole body. Errors as in `chunks_at_most`."""
    return b"".join(chunks_at_most(answer, limit, end))


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise BadAnswer("no JSON") from None
