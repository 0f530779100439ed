"""Nobody learns at a door who has an account: not by text, status, headers, cookies or the work it costs (statement 35)."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.services.cards import make_cards, revoke_card
from tests.factories.accounts import UserFactory

KNOWN = ["gulsah@ornek.test", "0532 123 45 67", "gulsah"]
UNKNOWN = ["nobody@ornek.test", "0532 999 88 77", "nobody"]
NEW = {"first_name": "Işıl", "last_name": "Yıldız", "password1": "üç kelime yan yana"}
DOORS = {
    "sign-in": lambda text: ("/accounts/login/", {"login": text, "password": "wrong-password-1"}),
    "registration": lambda text: ("/accounts/signup/", {**NEW, "identifier": text}),
    "registration at a join link": lambda text: (
        "/accounts/signup/",
        {**NEW, "identifier": text, "next": "/join/NOBODY/"},
    ),
    "reset": lambda text: ("/accounts/password/reset/", {"email": text}),
}


@pytest.fixture
def hashes(monkeypatch):
    """Count the passwords that are hashed: by far the most work of a request."""
    done = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *given: done.append(1) or encode(self, *given)
    )
    return done


def outcome(door, text, hashes):
    """What a stranger can see and measure: the answer, and the page it leads to."""
    browser = Client()
    browser.cookies["imece_device"] = "x" * 32
    hashes.clear()
    path, data = DOORS[door](text)
    with CaptureQueriesContext(connection) as captured:
        answer = browser.post(path, data)
    work = len(hashes)
    pages = [answer.content.decode()]
    if answer.status_code == 302:
        pages.append(browser.get(answer.url).content.decode())
    shown = [re.sub(r'(name="csrfmiddlewaretoken" value|content)="[^"]*"', "", page) for page in pages]
    for typed in (text, text.replace(" ", "").replace("0532", "+90532")):
        shown = [page.replace(typed, "WHAT-SHE-TYPED") for page in shown]
    headers = {
        name: value
        for name, value in answer.headers.items()
        if name not in ("Content-Length", "Expires", "X-Request-ID")
    }
    seen = (answer.status_code, headers, sorted(answer.cookies), shown, work)
    return seen, len(captured)


CASES = [
    (door, *texts)
    for door in DOORS
    for texts in zip(KNOWN, UNKNOWN, strict=True)
    # A user name is no secret: that one is taken is said.
    if not (door.startswith("registration") and texts[0] == "gulsah")
]


@pytest.mark.parametrize(("door", "known_text", "unknown_text"), CASES)
def test_known_and_unknown_are_alike(person, hashes, door, known_text, unknown_text):
    Client().get("/accounts/login/")  # the first page of a process asks where the site is
    known, known_queries = outcome(door, known_text, hashes)
    unknown, unknown_queries = outcome(door, unknown_text, hashes)
    assert known == unknown
    assert known[-1] <= 1
    if not door.startswith("registration"):
        assert known_queries == unknown_queries


def test_a_card_says_nothing_of_a_person(db):
    """Codes of nobody and of a card taken back: neither names anybody, and both cost the same queries."""
    user = UserFactory(first_name="Gülşah", username="gulsah.gizli")
    made = make_cards(users=[user], by=None)[0]
    revoke_card(user=user, by=user)
    counts = []
    for code in ("AAAAAAAAA", made.code):
        with CaptureQueriesContext(connection) as captured:
            page = Client().post("/card/", {"code": code})
        counts.append(len([query for query in captured if "accounts_signincard" in query["sql"]]))
        assert page.status_code == 422
        for word in ("Gülşah", "gulsah", str(user.uuid)):
            assert word not in page.content.decode()
    assert counts[0] == counts[1]
