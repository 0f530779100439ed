"""A real OpenID provider, and somebody who walks through its pages as a browser would."""

import html
import json
import re
import socket
import subprocess
from urllib.parse import urljoin, urlsplit

import pytest
import requests

from config.settings.single_sign_on import organisations_from, providers_of
from tests.e2e.node_tools import HERE, installed, node

BACK = "http://testserver/accounts/organisation/mext/back/"
SECRET = "a-secret-of-the-test"
PEOPLE = {
    "known": {
        "email": "Isil@Mext.example",
        "email_verified": True,
        "given_name": "Işıl",
        "family_name": "Ak",
    },
    "new": {
        "email": "yeni@mext.example",
        "email_verified": True,
        "given_name": "Çiğdem",
        "family_name": "İnan",
    },
    "vague": {"email": "vague@mext.example", "email_verified": False, "name": "Vildan Öz"},
    "foreign": {"email": "somebody@elsewhere.example", "email_verified": True, "name": "Some Body"},
    "silent": {"name": "No Address"},
}
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="session")
def issuer():
    """The address of the provider while tests run."""
    installed("openid")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [node(), str(HERE / "openid" / "provider.mjs"), str(port), BACK, SECRET, json.dumps(PEOPLE)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    for line in process.stdout:
        if line.strip() == "ready":
            break
    else:
        raise AssertionError("the OpenID provider did not start")
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.fixture
def organisation(issuer, settings):
    """MEXT's people sign in with their own account; called with other rules where a test needs them."""

    def trusted(**rules):
        row = {"id": "mext", "name": "MEXT", "issuer": issuer, "client_id": "imece", "secret": SECRET}
        row |= rules
        settings.SOCIALACCOUNT_PROVIDERS = providers_of(organisations_from(json.dumps([row])))

    trusted()
    return trusted


def walk(address: str, person: str) -> str:
    """Sign in at the provider as `person`, agree, and return the address it sends the browser back to."""
    browser = requests.Session()
    answer = browser.get(address, allow_redirects=False, timeout=10)
    for _step in range(12):
        if answer.is_redirect:
            target = urljoin(answer.url, answer.headers["Location"])
            if target.startswith(BACK):
                return target
            answer = browser.get(target, allow_redirects=False, timeout=10)
            continue
        form = re.search(r'<form[^>]*action="([^"]+)"[^>]*>(.*?)</form>', answer.text, re.DOTALL)
        assert form, answer.text[:2000]
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[2]))
        if 'name="login"' in form[2]:
            fields |= {"login": person, "password": "any"}
        answer = browser.post(
            urljoin(answer.url, html.unescape(form[1])), data=fields, allow_redirects=False, timeout=10
        )
    raise AssertionError("the provider did not send anybody back")


@pytest.fixture
def come(client, organisation):
    """Press the button of the organisation, sign in there as `person`, come back. Returns our answer."""

    def come_as(person, start="/accounts/organisation/mext/", prefix="", **fields):
        begun = client.post(prefix + start, fields)
        assert begun.status_code == 302, begun.content[:500]
        back = urlsplit(walk(begun["Location"], person))
        return client.get(f"{back.path}?{back.query}")

    return come_as
