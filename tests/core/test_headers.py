"""Headers on every response, error pages included (security statement 39)."""

import pytest
from django.test import Client
from django.urls import path

from config import urls as site_urls
from tests.factories.accounts import UserFactory


def fail(request):
    raise RuntimeError("on purpose")


handler400 = site_urls.handler400
handler403 = site_urls.handler403
handler404 = site_urls.handler404
handler500 = site_urls.handler500
urlpatterns = [path("fail/", fail), path("cms/fail/", fail), *site_urls.urlpatterns]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
PATHS = [
    "/accounts/login/", "/en/accounts/login/", "/ar/accounts/signup/", "/nothing-here/", "/en/nothing-here/", "/fail/",
    "/healthz", "/readyz", "/manifest.webmanifest", "/sw.js", "/accounts/profile/", "/accounts/2fa/webauthn/login/",
]  # fmt: skip


@pytest.fixture
def browser():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("address", PATHS)
def test_every_answer_is_strict(browser, address):
    response = browser.get(address)
    policy = response["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    for part in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "frame-src http://testserver/h5p/play/;",
        "base-uri 'self'",
        "form-action 'self'",
    ):
        assert part in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Request-ID"]


@pytest.mark.parametrize("address", ["/cms/", "/cms/login/", "/cms/fail/", "/cms/nothing-here/"])
def test_only_the_cms_relaxes_it(browser, address):
    browser.force_login(UserFactory(is_superuser=True))
    policy = browser.get(address)["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "unsafe-eval" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("address", ["/cmsx/", "/en/cms/", "/x/cms/"])
def test_what_only_looks_like_the_cms_is_strict(browser, address):
    assert "unsafe-inline" not in browser.get(address)["Content-Security-Policy"]


def test_https_is_required_for_a_year(browser, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    response = browser.get("/healthz", secure=True)
    assert response["Strict-Transport-Security"] == "max-age=31536000"


def test_session_and_csrf_cookies(browser):
    user = UserFactory()
    browser.get("/accounts/login/")
    response = browser.post("/accounts/login/", {"login": user.username, "password": "güneş-tezgâh-42"})
    cookie = response.cookies["imece_session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_pages_of_a_person_are_not_kept_by_caches(browser):
    browser.force_login(UserFactory())
    response = browser.get("/accounts/profile/")
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize(
    ("given", "is_kept"), [("abc-12345678", True), ("x", False), ("a b\r\nX: y", False), ("<script>", False)]
)
def test_the_proxys_request_id_is_kept_when_it_is_one(browser, given, is_kept):
    answer = browser.get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"]
    assert (answer == given) is is_kept
