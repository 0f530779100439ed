"""A thousand changes of who may see what, with searches between them: what is closed shows nowhere."""

import random

import pytest
from django.core.cache import caches
from wagtail.models import PageViewRestriction

from core import outbox
from core.languages import active_language
from lms.courses.models import CoursePage
from search.engines.selection import engine
from search.indexing import rebuild
from search.queries import Query
from tests.factories.courses import make_course_index

CHANGES = 1000
PAGES = 12


@pytest.mark.django_db
def test_a_thousand_random_changes_leak_nothing(client):
    index = make_course_index()
    pages = [
        index.add_child(instance=CoursePage(title=f"Enerji sirri{letter * 4}", summary=f"Gizli {letter * 6}"))
        for letter in "bcdfghjklmnp"[:PAGES]
    ]
    rebuild()
    chance = random.Random(14)
    closed: dict[int, PageViewRestriction] = {}
    drafts: set[int] = set()
    for change in range(CHANGES):
        page = chance.choice(pages)
        if chance.random() < 0.5:
            if page.pk in closed:
                closed.pop(page.pk).delete()
            else:
                closed[page.pk] = PageViewRestriction.objects.create(page=page, restriction_type="login")
        elif page.pk in drafts:
            CoursePage.objects.filter(pk=page.pk).update(live=True)
            drafts.discard(page.pk)
        else:
            # Past every signal, as a forgotten update would: the query itself must hold.
            CoursePage.objects.filter(pk=page.pk).update(live=False)
            drafts.add(page.pk)
        if chance.random() < 0.05:
            outbox.deliver_all()
        if chance.random() < 0.6:
            continue
        hidden = drafts | set(closed)
        found = engine().search(Query("enerji", active_language(), page_size=50))
        assert not hidden.intersection(hit.page_id for hit in found.hits)
        assert found.total == len(found.hits)
        assert sum(value.count for value in found.facets["kind"]) == found.total
        shown = {one.title for one in engine().suggest("enerji sir", "tr", most=50)}
        assert not shown.intersection(one.title for one in pages if one.pk in hidden)
        if change % 20 == 0 and page.pk in hidden:
            caches["default"].clear()
            html = client.get("/search/", {"q": page.title}).content.decode()
            assert page.summary not in html
            assert engine().correct(page.title[:-1] + "x", "tr") != page.title.lower()
    for row in closed.values():
        row.delete()
    CoursePage.objects.filter(pk__in=[page.pk for page in pages]).update(live=True)
    rebuild()
    assert engine().search(Query("enerji", "tr")).total == PAGES, "and what opens again is found again"
