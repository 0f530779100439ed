"""Lines of the log: JSON, with the request's id in each and in the answer, and nothing secret (security statement 48)."""

import io
import json
import logging

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

from config import urls as site_urls
from config.settings.logs import json_logging
from core.logs import JsonFormatter, RequestIdFilter, without_secrets
from tests.factories.accounts import UserFactory

SECRET = "Gizli4nahtar-x7Q"
RID = "proxy-0123456789"


def fail(request):
    logging.getLogger("imece.test").info("in the middle")
    raise RuntimeError("on purpose")


def refuse(request):
    return HttpResponse("not now", status=409)


handler400, handler403 = site_urls.handler400, site_urls.handler403
handler404, handler500 = site_urls.handler404, site_urls.handler500
urlpatterns = [path("fail/", fail), path("refuse/", refuse), *site_urls.urlpatterns]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def lines():
    """The lines that an installation would have written so far."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    handler.addFilter(RequestIdFilter())
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture
def browser():
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def test_an_installation_uses_this_form():
    settings = json_logging(level="INFO")
    assert settings["formatters"]["json"]["()"] == "core.logs.JsonFormatter"
    assert settings["handlers"]["stdout"]["filters"] == ["request_id"]
    assert settings["root"] == {"handlers": ["stdout"], "level": "INFO"}


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/fail/", 500),
        ("get", "/nothing-here/", 404),
        ("post", "/accounts/login/", 403),
        ("get", "/refuse/", 409),
        ("get", "/verify/", 200),
    ],
)
def test_every_line_of_a_request_has_its_id(browser, lines, method, address, status):
    response = getattr(browser, method)(address, headers={"X-Request-ID": RID})
    assert response.status_code == status
    assert response["X-Request-ID"] == RID
    written = lines()
    assert len(written) >= (status >= 400), "an answer of 400 or more leaves a line"
    assert {line["request_id"] for line in written} <= {RID}, written
    for line in written:
        assert {"time", "level", "logger", "message", "request_id"} <= set(line)
    if status == 500:
        assert "RuntimeError: on purpose" in next(one["traceback"] for one in written if "traceback" in one)


def test_what_comes_after_the_request_has_no_id(browser, lines):
    browser.get("/nothing-here/", headers={"X-Request-ID": RID})
    logging.getLogger("imece.test").info("later")
    assert lines()[-1]["request_id"] == ""


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("lms:cohort-join", [SECRET]),
        ("lms:course-preview", [SECRET]),
        ("lms:certificate-verify", [SECRET]),
        ("toolkits:collection-shared", [SECRET]),
        ("account_confirm_email", [SECRET]),
        ("account_reset_password_from_key", ["1a", SECRET]),
    ],
)
@pytest.mark.parametrize("end", ["", "x/", "?a=1", "%0A"])
def test_tokens_in_addresses_are_not_written(browser, lines, name, arguments, end):
    browser.get(reverse(name, args=arguments) + end)
    browser.post(reverse(name, args=arguments) + end)
    assert SECRET not in json.dumps(lines(), ensure_ascii=False)


def test_queries_are_not_written():
    assert (
        without_secrets(f"Error handling request /search?q={SECRET} now")
        == "Error handling request /search?… now"
    )
    assert without_secrets(f"GET /en/x/?next=%2F&token={SECRET}") == "GET /en/x/?…"
    assert without_secrets("Why? Because a=b.") == "Why? Because a=b."


def test_what_people_type_is_not_written(browser, lines):
    form = {"login": SECRET, "password": SECRET, "first_name": SECRET, "id_number": SECRET}
    for address in ("/accounts/login/", "/accounts/signup/", "/fail/", "/interest/", "/nothing-here/"):
        Client(raise_request_exception=False).post(address, form, headers={"Authorization": SECRET})
        browser.post(address, form)
    assert lines() and SECRET not in json.dumps(lines(), ensure_ascii=False)


def test_rows_that_a_database_quotes_are_not_written(lines):
    user = UserFactory(first_name=SECRET)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE accounts_user SET password = NULL WHERE id = %s", [user.pk])
    except IntegrityError as error:
        assert connection.vendor != "postgresql" or SECRET in str(error), "this test shows nothing any more"
        logging.getLogger("imece.test").exception("could not be saved: %s", error)
    [line] = lines()
    assert "IntegrityError" in line["traceback"] and "password" in line["message"]
    assert SECRET not in json.dumps(line, ensure_ascii=False)


def test_the_rest_of_a_traceback_is_kept():
    text = (
        'django.db.utils.IntegrityError: null value in column "password"\nDETAIL:  Failing row contains (1, a\n\nb).'
        "\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):"
    )
    kept = without_secrets(text)
    assert "Failing row" not in kept and "b)." not in kept
    assert kept.startswith("django.db.utils.IntegrityError: null value") and kept.endswith(
        "Traceback (most recent call last):"
    )
