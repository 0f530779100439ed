"""Whom an organisation's answer lets in, as a table."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from accounts.sso.deciding import Decision, Known, Rules, claims_of, decide
from config.settings.single_sign_on import form_targets, organisations_from, providers_of

CONFIRMED = {"sub": "1", "email": "a@b.example", "email_verified": True}
HERS = Known(is_confirmed=True, is_active=True)
OWN = Rules(domains=("b.example",))


@pytest.mark.parametrize(
    ("claims", "rules", "known", "expected"),
    [
        (CONFIRMED, Rules(), HERS, Decision.CONNECT),
        (CONFIRMED, Rules(), None, Decision.CREATE),
        (CONFIRMED, Rules(admits_new=False), None, Decision.NOBODY_NEW),
        (CONFIRMED, Rules(admits_new=False), HERS, Decision.CONNECT),
        (CONFIRMED, Rules(), Known(is_confirmed=False, is_active=True), Decision.NOT_CONFIRMED_HERE),
        (CONFIRMED, Rules(), Known(is_confirmed=True, is_active=False), Decision.CLOSED),
        ({**CONFIRMED, "email_verified": False}, Rules(), HERS, Decision.NOT_CONFIRMED_THERE),
        ({**CONFIRMED, "email_verified": "true"}, Rules(), HERS, Decision.NOT_CONFIRMED_THERE),
        ({**CONFIRMED, "email_verified": False}, OWN, HERS, Decision.CONNECT),
        ({**CONFIRMED, "email": "A@B.EXAMPLE"}, OWN, HERS, Decision.CONNECT),
        ({**CONFIRMED, "email": "a@b.example.evil"}, OWN, HERS, Decision.FOREIGN_DOMAIN),
        ({**CONFIRMED, "email": "a@sub.b.example"}, OWN, HERS, Decision.FOREIGN_DOMAIN),
        ({"sub": "1"}, Rules(), None, Decision.NO_ADDRESS),
        ({"sub": "1", "email": ["a@b.example"]}, Rules(), None, Decision.NO_ADDRESS),
        (None, Rules(), HERS, Decision.MISMATCH),
    ],
)
def test_decide(claims, rules, known, expected):
    assert decide(claims, rules, known) is expected


def test_two_documents_must_speak_of_one_person():
    assert claims_of({"id_token": {"sub": "1"}, "userinfo": {"sub": "2"}}) is None
    assert claims_of({"id_token": {}, "userinfo": {}}) is None
    assert claims_of({"id_token": {"sub": "1"}, "userinfo": {"sub": "1", "name": "A"}}) == {
        "sub": "1",
        "name": "A",
    }


ROW = {"id": "mext", "name": "MEXT", "issuer": "https://id.example", "client_id": "c", "secret": "s"}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("{", "no JSON"),
        ("{}", "a list"),
        ([3], "not an object"),
        ([{**ROW, "secret": ""}], "secret missing"),
        ([{**ROW, "issuer": "http://id.example"}], "https"),
        ([{**ROW, "id": "M E"}], "small letters"),
        ([{**ROW, "domains": "x"}], "domains must be a list"),
        ([{**ROW, "colour": "x"}], "colour is not known"),
        ([ROW, ROW], "twice"),
    ],
)
def test_a_wrong_setting_says_what_is_wrong(rows, said):
    with pytest.raises(ImproperlyConfigured, match=said):
        organisations_from(rows if isinstance(rows, str) else json.dumps(rows))


def test_a_right_setting():
    rows = organisations_from(json.dumps([{**ROW, "origins": ["https://login.example"]}]))
    app = providers_of(rows)["openid_connect"]["APPS"][0]
    assert app["settings"]["oauth_pkce_enabled"] is True
    assert form_targets(rows) == ["https://id.example", "https://login.example"]
    assert organisations_from("") == [] and providers_of([]) == {}
