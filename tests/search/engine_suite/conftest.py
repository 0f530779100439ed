"""Both engines, asked the same: a test that takes `asked` runs against the database and against a real Elasticsearch."""

import secrets
from collections.abc import Iterator

import pytest

from core import outbox
from search.engines import sending
from search.engines.base import Engine
from search.engines.selection import engine
from search.indexing import rebuild


class Asked:
    """One engine with what a test needs around it."""

    def __init__(self, has_server: bool) -> None:
        self.has_server = has_server

    @property
    def engine(self) -> Engine:
        """The engine of the installation, as the search page asks it; with a server, the server itself."""
        chosen = engine()
        return chosen.server if self.has_server else chosen

    def rebuild(self) -> None:
        """Index everything anew."""
        rebuild()

    def settle(self) -> None:
        """Deliver what waits and let the server see it, as a second of time would."""
        outbox.deliver_all()
        if self.has_server:
            from search.engines.elastic.client import client
            from search.engines.elastic.mapping import alias

            client(seconds=10).indices.refresh(index=alias())


@pytest.fixture(
    params=["database", pytest.param("elasticsearch", marks=pytest.mark.search_server)], scope="module"
)
def has_server(request, monkeypatch_module) -> Iterator[bool]:
    """Point the installation at the engine; on the server each module has an index of its own."""
    if request.param == "database":
        yield False
        return
    url = request.getfixturevalue("search_server_url")
    from django.conf import settings

    name = f"test-{secrets.token_hex(4)}"
    monkeypatch_module.setattr(settings, "SEARCH_URL", url)
    monkeypatch_module.setattr(settings, "SEARCH_INDEX", name)
    yield True
    from search.engines.elastic.client import client

    for index in client(seconds=10).indices.get(index=f"{name}-*").body:
        client(seconds=10).indices.delete(index=index)


@pytest.fixture(scope="module")
def monkeypatch_module() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture
def asked(has_server, db) -> Asked:
    """The engine under test; nothing indexed yet."""
    assert sending.has_server() == has_server
    return Asked(has_server)
