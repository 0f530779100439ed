"""Every test begins with a front page and a catalogue, as every installation has; made once in a process, not in each
test, where a sixth of all processor time went."""

from collections.abc import Iterator

import pytest
from django.db import transaction


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Make them after the database; what is waiting in the outbox for them is no test's business."""
    from core.models import OutboxMessage
    from tests.factories.courses import make_course_index

    with django_db_blocker.unblock():
        make_course_index()
        OutboxMessage.objects.all().delete()


def take_first_pages_away() -> None:
    """Leave what `migrate` leaves: an installation that nobody has set up."""
    from wagtail.models import Locale, Page, Site

    from core.models import OutboxMessage
    from pages.models import SiteIdentity

    SiteIdentity.objects.all().delete()
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    Locale.objects.exclude(language_code="tr").delete()
    OutboxMessage.objects.all().delete()


@pytest.fixture(scope="module")
def nothing_set_up_here(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The same for a module all of whose tests want it: pages are taken away once, what each test does is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        take_first_pages_away()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def nothing_set_up(db: None) -> Iterator[None]:
    """No front page: before `manage.py setup` or the demo programme."""
    take_first_pages_away()
    yield
