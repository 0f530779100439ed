"""An empty installation: the key that the command prints, one form, and the list of what is still to do."""

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.browsing import Opener, Watch, look, submit
from tests.e2e.live_site import LiveSite, live_site, run_in
from tests.plugins.migrated_database import migrated_sqlite

PASSWORD = "zeytin-dali-1923"


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """İmece with nobody in it."""
    source = tmp_path_factory.mktemp("empty")
    shutil.copy(migrated_sqlite(), source / "imece.sqlite3")
    run_in(source, "manage.py", "migrate", "--no-input", "-v", "0")
    with live_site(tmp_path_factory.mktemp("site"), with_worker=False, source=source) as running:
        yield running


def test_from_the_key_to_the_first_steps(browser: Browser, empty_site: LiveSite) -> None:
    printed = run_in(empty_site.folder, "manage.py", "setup", "--web")
    found = re.search(r"/setup/open/([\w-]+)/", printed)
    assert found, printed
    watch = Watch(empty_site.address)
    opening = Opener(browser, empty_site, watch)
    page = opening()
    page.goto(f"/setup/open/{found[1]}/")
    look(page, "the key")
    submit(page)
    assert page.url.endswith("/setup/")
    look(page, "set-up")
    submit(page)
    assert page.locator("[data-error-summary]").is_visible(), "what is missing is said"
    for name, value in (
        ("first_name", "Ayşe"),
        ("last_name", "Demir"),
        ("email", "ayse@ornek.test"),
        ("password1", PASSWORD),
        ("name", "Ege Akademi"),
    ):
        page.fill(f"[name={name}]", value)
    submit(page)
    look(page, "the site is set up")
    assert "ayse@ornek.test" in page.locator("main").inner_text()

    other = opening()
    assert other.goto(f"/setup/open/{found[1]}/").status == 404, "the key opens nothing any more"
    page.locator("main a.button").click()
    page.fill("[name=login]", "ayse@ornek.test")
    page.fill("[name=password]", PASSWORD)
    submit(page, "main form.form")
    assert "/2fa/" in page.url, "her second step comes before anything else"
    look(page, "second step")
    assert "Ege Akademi" in page.title()
    opening.close()
    assert not watch.problems, "\n".join(watch.problems)

    run_in(
        empty_site.folder,
        "-c",
        "import django; django.setup(); from accounts.models import User; from allauth.mfa.models import Authenticator; "
        "Authenticator.objects.create(user=User.objects.get(email='ayse@ornek.test'), type='totp', "
        "data={'secret': 'JBSWY3DPEHPK3PXP'})",
    )
    cookie = run_in(
        empty_site.folder,
        "-c",
        "import django; django.setup(); from django.conf import settings; "
        "from django.contrib.sessions.backends.db import SessionStore; from accounts.models import User; "
        "u = User.objects.get(email='ayse@ornek.test'); s = SessionStore(); "
        "s.update({'_auth_user_id': str(u.pk), '_auth_user_backend': settings.AUTHENTICATION_BACKENDS[0], "
        "'_auth_user_hash': u.get_session_auth_hash()}); s.save(); "
        "print(settings.SESSION_COOKIE_NAME, s.session_key)",
    ).split()
    page = opening()
    page.context.add_cookies([{"name": cookie[-2], "value": cookie[-1], "url": empty_site.address}])
    page.goto("/setup/steps/")
    look(page, "first steps")
    assert page.locator("main .badge--now").count() >= 2, "what is not there yet is listed"
    assert page.locator("main .badge--good").count() >= 1
    opening.close()
    assert not watch.problems, "\n".join(watch.problems)
