"""What the tests of accounts share."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import outbox
from core.mailbox.messages import newest_messages
from tests.factories.accounts import PASSWORD, UserFactory


@pytest.fixture(autouse=True)
def _fresh_counters(settings):
    """Rate limits and used codes live in the cache; people's mail in a folder (Django's runner would keep it in memory)."""
    cache.clear()
    settings.EMAIL_BACKEND = "core.mailbox.backend.FolderBackend"
    for file in settings.MAILBOX_DIR.glob("*.eml") if settings.MAILBOX_DIR.is_dir() else []:
        file.unlink()


@pytest.fixture
def person(db):
    """Somebody with user name, confirmed address and phone."""
    user = UserFactory(
        username="gulsah", email="gulsah@ornek.test", phone="0532 123 45 67", first_name="Gülşah"
    )
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@pytest.fixture
def sign_in(client):
    """Sign in through the page; returns the response."""

    def act(identifier, password=PASSWORD, browser=None, **more):
        return (browser or client).post(
            "/accounts/login/", {"login": identifier, "password": password, **more}
        )

    return act


@pytest.fixture
def mails():
    """Deliver what the outbox holds and read the mailbox, newest first."""

    def act():
        outbox.deliver_all()
        return newest_messages()

    return act


@pytest.fixture
def own_queries():
    """Number of queries beside those of menus and footer, which are kept in memory but in a test's transaction."""

    def act(do):
        with CaptureQueriesContext(connection) as captured:
            do()
        shared = ("pages_siteidentity", 'FROM "wagtailcore_page"', 'FROM "wagtailcore_site"')
        return sum(not any(name in query["sql"] for name in shared) for query in captured.captured_queries)

    return act


def link_in(mail, part):
    """Path of the first link of a mail that contains `part`."""
    return next(re.sub(r"^https?://[^/]+", "", link) for link in mail.links if part in link)
