"""Error pages: the person's language, what to do, no database."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import path

from config import urls as site_urls
from core.views import errors


def view(request, kind):
    raise {"bad": SuspiciousOperation, "forbidden": PermissionDenied, "broken": RuntimeError}[kind]


handler400 = site_urls.handler400
handler403 = site_urls.handler403
handler404 = site_urls.handler404
handler429 = site_urls.handler429
handler500 = site_urls.handler500
urlpatterns = [
    path("fail/<str:kind>/", view), path("en/fail/<str:kind>/", view), path("ar/fail/<str:kind>/", view),
    *site_urls.urlpatterns,
]  # fmt: skip

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def browser():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("bad", 400, "We could not read this"),
        ("forbidden", 403, "This is not open to you"),
        ("broken", 500, "Something went wrong on our side"),
    ],
)
def test_each_says_what_happened_and_what_to_do(db, browser, kind, status, words):
    response = browser.get(f"/en/fail/{kind}/")
    assert response.status_code == status
    html = response.content.decode()
    assert words in html
    assert 'href="/en/"' in html


@pytest.mark.parametrize(
    ("prefix", "language", "direction"), [("", "tr", "ltr"), ("/en", "en", "ltr"), ("/ar", "ar", "rtl")]
)
@pytest.mark.parametrize("path", ["/no-such-page/", "/fail/broken/", "/fail/forbidden/"])
def test_in_the_language_of_the_address(db, browser, prefix, language, direction, path):
    html = browser.get(f"{prefix}{path}").content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in html


@pytest.mark.parametrize(
    "answer",
    [
        errors.bad_request,
        errors.permission_denied,
        errors.not_found,
        errors.too_many_requests,
        errors.csrf_failure,
        errors.server_error,
    ],
)
def test_none_needs_the_database(answer):
    """No database mark: a query would fail the test."""
    response = answer(RequestFactory().get("/ar/x/"))
    assert response.status_code >= 400
    assert 'dir="rtl"' in response.content.decode()


def test_when_even_the_template_fails_there_is_an_answer(monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(errors, "render", broken)
    response = errors.server_error(RequestFactory().get("/x/"))
    assert response.status_code == 500
    for text in ("Hata bizde", "Something went wrong", "حدث خطأ"):
        assert text in response.content.decode()


def test_a_form_open_for_too_long_says_go_back(db):
    browser = Client(enforce_csrf_checks=True)
    response = browser.post("/en/accounts/login/", {"login": "ayse", "password": "x"})
    assert response.status_code == 403
    assert "What you typed is still there" in response.content.decode()


def test_too_many_tries(db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    browser = Client()
    for _ in range(2):
        response = browser.post("/en/accounts/login/", {"login": "ayse", "password": "x"})
    assert response.status_code == 429
    assert "Too many tries" in response.content.decode()


def test_the_address_is_not_repeated_into_the_page(db, browser):
    html = browser.get("/en/<script>alert(1)</script>/").content.decode()
    assert "alert(1)" not in html


def test_a_strange_host_is_a_bad_request(db, browser, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    assert browser.get("/en/accounts/login/", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("path", ["", "x", "//", "/en"])
def test_odd_paths_have_a_language(path):
    request = HttpRequest()
    request.path_info = path
    assert errors._language(request) in {"tr", "en"}
