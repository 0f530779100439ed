"""A thousand changes of who may see what, with searches between them, on every engine: what is closed shows nowhere."""

import random

import pytest
from django.core.cache import caches
from wagtail.models import PageViewRestriction

from core.languages import active_language
from lms.courses.models import CoursePage
from search.queries import Query
from tests.factories.courses import make_course_index

CHANGES = 1000

# A thousand changes take a minute; on a busy machine some.
pytestmark = pytest.mark.timeout(900)


def test_a_thousand_random_changes_leak_nothing(asked, client):
    index = make_course_index()
    pages = [
        index.add_child(instance=CoursePage(title=f"Enerji sirri{letter * 4}", summary=f"Gizli {letter * 6}"))
        for letter in "bcdfghjklmnp"
    ]
    asked.rebuild()
    chance = random.Random(6)
    closed: dict[int, PageViewRestriction] = {}
    drafts: set[int] = set()
    deleted: set[int] = set()
    searched = 0
    for change in range(CHANGES):
        page = chance.choice([one for one in pages if one.pk not in deleted])
        what = chance.random()
        if what < 0.5:
            if page.pk in closed:
                closed.pop(page.pk).delete()
            else:
                closed[page.pk] = PageViewRestriction.objects.create(page=page, restriction_type="login")
        elif what < 0.995 or len(deleted) > 4:
            # Past every signal, as a forgotten update would: the query itself must hold.
            live = page.pk in drafts
            CoursePage.objects.filter(pk=page.pk).update(live=live)
            (drafts.discard if live else drafts.add)(page.pk)
        else:
            CoursePage.objects.get(pk=page.pk).delete()
            deleted.add(page.pk)
            closed.pop(page.pk, None)
        if chance.random() < 0.05:
            asked.settle()
        if chance.random() < 0.6:
            continue
        searched += 1
        hidden = drafts | set(closed) | deleted
        found = asked.engine.search(Query("enerji", active_language(), page_size=50))
        assert not hidden.intersection(hit.page_id for hit in found.hits), change
        assert found.total == len(found.hits), change
        assert sum(value.count for value in found.facets["kind"]) == found.total, change
        shown = {one.title for one in asked.engine.suggest("enerji sir", "tr", most=50)}
        assert not shown.intersection(one.title for one in pages if one.pk in hidden), change
        if change % 20 == 0 and page.pk in hidden:
            caches["default"].clear()
            assert page.summary not in client.get("/search/", {"q": page.title}).content.decode(), change
            assert asked.engine.correct(page.title[:-1] + "x", "tr") != page.title.lower(), change
    assert searched > 300
    for row in closed.values():
        row.delete()
    CoursePage.objects.filter(pk__in=drafts).update(live=True)
    asked.rebuild()
    asked.settle()
    found = asked.engine.search(Query("enerji", "tr"))
    assert found.total == len(pages) - len(deleted), "and what opens again is found again"
