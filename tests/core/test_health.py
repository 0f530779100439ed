"""/healthz and /readyz: what they say, with the database there, away, lost and not migrated."""

import pytest
from django.db import InterfaceError
from django.db.utils import ConnectionHandler

from config.settings.databases import from_url
from core.views import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_process(monkeypatch):
    monkeypatch.setattr(health, "_migrated", False)


def use(monkeypatch, url: str) -> None:
    """Let the readiness check ask another database."""
    monkeypatch.setattr(health, "connection", ConnectionHandler({"default": from_url(url)})["default"])


def answer(client, path: str) -> tuple[int, dict[str, str]]:
    response = client.get(path)
    assert "no-cache" in response["Cache-Control"] and "no-store" in response["Cache-Control"]
    return response.status_code, response.json()


def test_it_lives_and_is_ready(client):
    assert answer(client, "/healthz") == (200, {"status": "ok"})
    assert answer(client, "/readyz") == (200, {"status": "ready"})


def test_the_database_is_away(client, monkeypatch):
    use(monkeypatch, "postgres://nobody:secret@127.0.0.1:1/nothing")
    assert answer(client, "/readyz") == (503, {"status": "the database does not answer"})
    assert answer(client, "/healthz") == (200, {"status": "ok"}), (
        "a restart would not bring the database back"
    )


def test_it_was_ready_and_then_the_connection_was_lost(client, monkeypatch):
    assert answer(client, "/readyz")[0] == 200

    class Lost:
        def cursor(self):
            raise InterfaceError("connection already closed")

    monkeypatch.setattr(health, "connection", Lost())
    assert answer(client, "/readyz") == (503, {"status": "the database does not answer"})


def test_the_database_is_not_migrated(client, monkeypatch, tmp_path):
    use(monkeypatch, f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert answer(client, "/readyz") == (503, {"status": "migrations are missing"})
    monkeypatch.undo()
    assert answer(client, "/readyz") == (200, {"status": "ready"}), "it was not remembered as bad or good"
