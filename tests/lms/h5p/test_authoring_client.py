"""The client against servers that are slow, huge, rude or full of rubbish: small real HTTP servers in a thread."""

import io
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lms.h5p.client import (
    AuthoringService,
    BadAnswer,
    Behalf,
    NotConfigured,
    Patience,
    Place,
    ServiceDown,
    ServiceRefused,
    TooLarge,
    configured_place,
    is_configured,
)
from lms.h5p.client.patience import asked_pause

HASTY = Patience(tries=3, connect=0.5, read=0.3, whole=2.0, first_pause=0.001, longest=0.2)
Act = Callable[[BaseHTTPRequestHandler], None]


def say(status: int, body: bytes = b"", **headers: str) -> Act:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return act


@contextmanager
def server(*acts: Act):
    """A server that does one act a request (the last one again and again). Gives (service, requests it saw)."""
    seen: list[tuple[str, str, dict[str, str], bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            try:
                super().handle_one_request()
            except (ConnectionError, TimeoutError):
                self.close_connection = True

        def _do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            seen.append((self.command, self.path, dict(self.headers), body))
            acts[min(len(seen), len(acts)) - 1](self)

        do_GET = do_POST = do_PUT = do_DELETE = _do

        def log_message(self, *args: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    place = Place(f"http://127.0.0.1:{http.server_port}", "secret")
    try:
        yield AuthoringService(Behalf("7"), place, HASTY), seen
    finally:
        http.shutdown()
        http.server_close()


LIST = b'[{"id": "1", "title": "a", "library": "H5P.A"}]'
SAVED = b'{"id": "1", "metadata": {}}'


@pytest.mark.parametrize("status", [502, 503, 504])
def test_reading_is_tried_again_and_writing_anew_is_not(status):
    with server(say(status), say(status), say(200, LIST)) as (service, seen):
        assert [row.id for row in service.list_contents()] == ["1"]
        assert len(seen) == 3
    with server(say(status), say(200, SAVED)) as (service, seen):
        with pytest.raises(ServiceDown):
            service.create_content(library="H5P.A 1.0", params={}, metadata={})
        assert len(seen) == 1
    with server(say(status), say(200, SAVED)) as (service, seen):
        service.update_content("1", library="H5P.A 1.0", params={}, metadata={})
        assert [method for method, *_ in seen] == ["PUT", "PUT"]
        assert seen[0][3] == seen[1][3] != b""


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 423, 500])
def test_a_refusal_is_not_tried_again(status):
    with server(say(status, b'{"code": "no"}')) as (service, seen):
        with pytest.raises(ServiceRefused) as refusal:
            service.list_contents()
        assert (refusal.value.status, refusal.value.code, len(seen)) == (status, "no", 1)


def test_tries_end():
    with server(say(503)) as (service, seen):
        with pytest.raises(ServiceDown):
            service.list_contents()
        assert len(seen) == HASTY.tries


def test_a_connection_that_breaks_is_tried_again():
    def hang_up(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True

    with server(hang_up, say(200, LIST)) as (service, seen):
        assert service.list_contents()
        assert len(seen) == 2


def test_a_pause_that_is_asked_for_is_kept_if_it_is_short_and_told_if_it_is_long():
    with server(say(503, Retry_After="0"), say(200, LIST)) as (service, seen):
        assert service.list_contents()
    with server(say(503, Retry_After="120"), say(200, LIST)) as (service, seen):
        start = time.monotonic()
        with pytest.raises(ServiceDown) as down:
            service.list_contents()
        assert down.value.retry_after == 120
        assert len(seen) == 1
        assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("3", 3.0),
        ("Wed, 25 Nov 2026 10:00:30 GMT", 30.0),
        ("Wed, 25 Nov 2026 09:00:00 GMT", 0.0),
        ("", None),
        ("-1", None),
        ("soon", None),
        ("²", None),
    ],
)
def test_what_a_retry_after_asks_for(header, seconds):
    assert asked_pause(header, datetime(2026, 11, 25, 10, 0, tzinfo=UTC)) == seconds


def test_pauses_grow_and_are_never_in_step():
    runs = [tuple(Patience(tries=4).pauses()) for _ in range(20)]
    assert len(set(runs)) > 1
    for run in runs:
        assert all(0.1 * 2**n <= pause <= 0.2 * 2**n for n, pause in enumerate(run))


def test_a_slow_answer_is_given_up():
    def sleep(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.6)
        say(200, LIST)(handler)

    with server(sleep) as (service, _):
        start = time.monotonic()
        with pytest.raises(ServiceDown):
            service.create_content(library="H5P.A 1.0", params={}, metadata={})
        assert time.monotonic() - start < 0.55


def test_an_answer_that_trickles_for_ever_is_given_up():
    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        try:
            for _ in range(1000):
                handler.wfile.write(b"10000\r\n" + b" " * 0x10000 + b"\r\n")
                time.sleep(0.1)
        except OSError:
            handler.close_connection = True

    patience = Patience(tries=1, connect=0.5, read=0.5, whole=0.5)
    with server(trickle) as (service, _):
        start = time.monotonic()
        with pytest.raises(ServiceDown):
            AuthoringService(service.behalf, service.place, patience).export_package("1", io.BytesIO())
        assert time.monotonic() - start < 1.5


def test_a_huge_answer_is_cut_whether_it_says_so_or_not():
    written = []

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        try:
            for _ in range(4000):
                handler.wfile.write(b"10000\r\n" + b"[" * 0x10000 + b"\r\n")
                written.append(1)
        except OSError:
            handler.close_connection = True

    for act in (say(200, b"[]", Content_Length=str(10**12)), endless):
        with server(act) as (service, _), pytest.raises(TooLarge):
            service.export_package("1", io.BytesIO(), limit=100_000)
    assert len(written) < 400


def test_a_package_of_exactly_the_limit_is_taken():
    with server(say(200, b"x" * 1000)) as (service, _):
        target = io.BytesIO()
        assert service.export_package("1", target, limit=1000) == 1000
        with pytest.raises(TooLarge):
            service.export_package("1", io.BytesIO(), limit=999)


def test_an_answer_that_breaks_off_is_no_package():
    def half(handler: BaseHTTPRequestHandler) -> None:
        say(200, b"x" * 500, Content_Length="1000")(handler)
        handler.close_connection = True

    with server(half) as (service, _), pytest.raises(ServiceDown):
        service.export_package("1", io.BytesIO())


@pytest.mark.parametrize(
    "body",
    [
        b"<html>hello</html>",
        b"",
        b"\xff\xfe",
        b"[" * 200_000,
        b"null",
        b"{}",
        b'[{"id": 1, "title": "a", "library": "b"}]',
        b'[{"id": "1"}]',
        b'["x"]',
        b'[{"id": "1", "title": null, "library": "b"}]',
    ],
)
def test_rubbish_is_one_kind_of_error(body):
    with server(say(200, body)) as (service, seen):
        with pytest.raises(BadAnswer):
            service.list_contents()
        assert len(seen) == 1


def test_rubbish_in_a_refusal_is_still_a_refusal():
    for body in (b"<html>", b"[1]", b'{"code": {"a": 1}, "details": 5}', b"x" * 100_000):
        with server(say(400, body)) as (service, _), pytest.raises((ServiceRefused, BadAnswer)):
            service.list_contents()


def test_a_redirect_leads_nowhere():
    with server(say(200, LIST)) as (elsewhere, there):
        for status in (301, 302, 307, 308):
            there_it_is = say(status, Location=f"{elsewhere.place.url}/contents")
            with server(there_it_is) as (service, _), pytest.raises(BadAnswer):
                service.list_contents()
        assert there == []


def test_a_packed_answer_that_nobody_asked_for_is_not_unpacked():
    with server(say(200, LIST, Content_Encoding="gzip")) as (service, seen):
        with pytest.raises(BadAnswer):
            service.list_contents()
        assert seen[0][2]["Accept-Encoding"] == "identity"


def test_what_a_call_carries(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NETRC", "/nonexistent")
    with server(say(200, LIST, Set_Cookie="a=b; Path=/")) as (service, seen):
        service.list_contents()
        service.list_contents()
    for _, path, headers, _ in seen:
        assert path == "/contents"
        assert headers["X-Service-Secret"] == "secret"
        assert headers["X-User-Permission"] == "author"
        assert "Cookie" not in headers


def test_a_part_of_an_address_stays_one_part():
    with server(say(200, b'{"id": "1", "library": "a", "params": {}, "metadata": {}}')) as (service, seen):
        service.get_content("../health?a=b#c")
        assert seen[0][1] == "/contents/..%2Fhealth%3Fa%3Db%23c"
        for bad in ("", ".", ".."):
            with pytest.raises(ValueError, match="part of an address"):
                service.get_content(bad)
        assert len(seen) == 1


@pytest.mark.parametrize(
    ("url", "secret"),
    [
        ("", "s"),
        ("http://127.0.0.1:8090", ""),
        ("file:///etc/passwd", "s"),
        ("http://", "s"),
        ("http://127.0.0.1:99999", "s"),
        ("http://a@127.0.0.1:8090", "s"),
        ("http://127.0.0.1:8090/?x=1", "s"),
    ],
)
def test_settings_that_name_no_service(settings, url, secret):
    settings.H5P_SERVICE_URL, settings.H5P_SERVICE_SECRET = url, secret
    assert is_configured() is bool(url)
    with pytest.raises(NotConfigured):
        configured_place()


def test_the_secret_is_not_shown(settings):
    settings.H5P_SERVICE_URL, settings.H5P_SERVICE_SECRET = "http://127.0.0.1:8090/", "very-secret"
    place = configured_place()
    assert (place.url, place.secret) == ("http://127.0.0.1:8090", "very-secret")
    assert "very-secret" not in repr(place)
