"""Visitors' pages are kept, and what one process publishes is new in all of them at once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import PageViewRestriction

from core.page_cache import page_cache, purge_public_pages
from organisations.models import Partner
from pages.models import SiteIdentity, StandardPage
from taxonomy.models import Topic
from tests.factories.accounts import UserFactory
from tests.factories.organisations import PartnerFactory
from tests.factories.pages import make_home
from tests.factories.programmes import CohortFactory, ProgrammeFactory
from tests.factories.taxonomy import ProvinceFactory, TopicFactory
from tests.factories.toolkits import make_document, make_toolkit
from tests.plugins.migrated_database import migrated_sqlite

ROOT = Path(__file__).resolve().parents[2]


class AnsweringProcess:
    """One of the processes."""

    def __init__(self, folder: Path) -> None:
        env = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("IMECE", "DJANGO", "DATABASE"))
        }
        env |= {
            "IMECE_VAR": str(folder),
            "IMECE_ENV": "laptop",
            "IMECE_DEBUG": "1",
            "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        }
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("answering_process.py"))],
            cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def read(self) -> str:
        return self.process.stdout.readline().strip()

    def ask(self, line: str) -> str:
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.read()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


@pytest.fixture
def two_processes(tmp_path):
    """Two processes of one installation on SQLite."""
    shutil.copy(migrated_sqlite(), tmp_path / "imece.sqlite3")
    pair = [AnsweringProcess(tmp_path), AnsweringProcess(tmp_path)]
    try:
        for one in pair:
            assert one.read() == "ready"
        yield pair
    finally:
        for one in pair:
            one.end()


def test_a_publish_in_one_process_purges_for_the_other(two_processes):
    first, second = two_processes
    assert (
        first.ask(
            "do from tests.factories.pages import make_home; from pages.models import StandardPage; "
            "page = make_home().add_child(instance=StandardPage(title='Eski', slug='hakkinda')); page.save_revision().publish()"
        )
        == "done"
    )
    for one in two_processes:
        assert one.ask("get /hakkinda/") == "200 miss Eski"
        assert one.ask("get /hakkinda/") == "200 hit Eski"
    assert (
        first.ask(
            "do from pages.models import StandardPage; page = StandardPage.objects.get(); page.title = 'Yeni'; page.save_revision().publish()"
        )
        == "done"
    )
    for one in two_processes:
        assert one.ask("get /hakkinda/") == "200 miss Yeni"
        assert one.ask("get /hakkinda/") == "200 hit Yeni"
    assert (
        second.ask("do from pages.models import StandardPage; StandardPage.objects.get().unpublish()")
        == "done"
    )
    for one in two_processes:
        assert one.ask("get /hakkinda/").startswith("404")


@pytest.fixture
def purges(monkeypatch):
    """How often the page cache was purged."""
    counted = []
    monkeypatch.setattr(page_cache.generation, "bump", lambda: counted.append(1))
    return counted


def _changes():
    """Every kind of change of which visitors see something."""
    home = make_home()
    page = home.add_child(instance=StandardPage(title="Hakkında"))
    other = home.add_child(instance=StandardPage(title="Yardım"))
    topic, partner, programme = TopicFactory(), PartnerFactory(), ProgrammeFactory()
    toolkit = make_toolkit(topics=[topic])

    def rename(row, field="name_tr"):
        setattr(row, field, "Başka")
        row.save()

    return {
        "publish": lambda: page.save_revision().publish(),
        "move": lambda: page.move(other, pos="last-child"),
        "unpublish": lambda: StandardPage.objects.get(pk=other.pk).unpublish(),
        "delete a page": lambda: StandardPage.objects.get(pk=page.pk).delete(),
        "rename a term": lambda: rename(topic),
        "delete a term": lambda: Topic.objects.get(pk=TopicFactory().pk).delete(),
        "rename a partner": lambda: rename(Partner.objects.get(pk=partner.pk), "name"),
        "the site's settings": lambda: SiteIdentity.objects.get().save(),
        "a programme": lambda: rename(programme),
        "provinces of a programme": lambda: programme.provinces.add(ProvinceFactory.create()),
        "a document": lambda: rename(make_document(), "title"),
        "a restriction": lambda: PageViewRestriction.objects.create(page=toolkit, restriction_type="login"),
        "a group": lambda: CohortFactory(programme=programme, track__programme=programme),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted([
    "publish", "move", "unpublish", "delete a page", "rename a term", "delete a term", "rename a partner",
    "the site's settings", "a programme", "provinces of a programme", "a document", "a restriction", "a group",
]))  # fmt: skip
def test_what_visitors_see_purges_after_commit(kind, purges, django_capture_on_commit_callbacks):
    act = _changes()[kind]
    # The test's own transaction never commits; what setting up has promised must not count.
    connection.run_on_commit.clear()
    purges.clear()
    with django_capture_on_commit_callbacks(execute=True):
        act()
        assert not purges
    assert purges


@pytest.mark.django_db
def test_many_changes_in_one_transaction_purge_once(purges, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(5):
            TopicFactory()
    assert len(purges) == 1


@pytest.mark.django_db
def test_what_visitors_do_not_see_purges_nothing(purges, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        UserFactory()
    assert not purges


@pytest.mark.django_db(transaction=True)
def test_menus_and_lists_are_kept_between_requests_and_new_after_a_publish(django_assert_max_num_queries):
    home = make_home()
    about = home.add_child(instance=StandardPage(title="Hakkında", in_footer=True))
    about.save_revision().publish()
    client = Client()
    assert "Hakkında" in client.get("/").content.decode()
    with django_assert_max_num_queries(5):
        client.get("/")
    about.title = "Biz kimiz"
    about.save_revision().publish()
    text = client.get("/").content.decode()
    assert "Biz kimiz" in text
    assert "Hakkında" not in text


@pytest.mark.django_db
def test_a_signed_in_person_never_gets_or_leaves_a_kept_page(kept_pages, client):
    make_home()
    user = UserFactory(first_name="Gülşah")
    signed_in = Client()
    signed_in.force_login(user)
    assert "X-Cache" not in signed_in.get("/")
    assert "Gülşah" not in client.get("/").content.decode()
    assert client.get("/")["X-Cache"] == "hit"
    assert "X-Cache" not in signed_in.get("/")
    purge_public_pages()
    assert "X-Cache" not in client.get("/")


@pytest.mark.django_db
def test_a_private_page_is_never_kept(kept_pages, client):
    home = make_home()
    page = home.add_child(instance=StandardPage(title="Ekip"))
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    below = page.add_child(instance=StandardPage(title="Altında"))
    for private in (page, below):
        for _ in range(2):
            response = client.get(private.get_url())
            assert response.status_code == 302
            assert "X-Cache" not in response
    client.force_login(UserFactory())
    assert client.get(below.get_url()).status_code == 200


@pytest.mark.django_db
def test_kept_pages_hold_no_token(kept_pages, client):
    make_home()
    response = client.get("/")
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert not response.cookies
