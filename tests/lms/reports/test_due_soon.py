"""Courses that are due soon."""

from datetime import date, timedelta

import pytest

from core.outbox import deliver_all
from lms.enrolments.services.enrolling import withdraw
from lms.progress.models import CourseCompletion
from lms.reports.services import tell_due_soon
from notifications.models import Notification
from tests.factories.enrolments import make_enrolment

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


def due_in(days, **fields):
    enrolment = make_enrolment(**fields)
    enrolment.due_on = TODAY + timedelta(days=days) if days is not None else None
    enrolment.save()
    return enrolment


def told():
    deliver_all()
    return set(Notification.objects.filter(kind="due_soon").values_list("recipient", flat=True))


def test_who_is_told(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    today, soon = due_in(0), due_in(3)
    late, far, open_ended, done, gone = due_in(-1), due_in(4), due_in(None), due_in(2), due_in(2)
    CourseCompletion.objects.create(enrolment=done, edition=done.edition, trace={"items": []})
    withdraw(enrolment=gone, by=None)
    assert tell_due_soon(today=TODAY) == 2
    assert told() == {today.user_id, soon.user_id}
    assert not told() & {one.user_id for one in (late, far, open_ended, done, gone)}


def test_once_a_course_and_day(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    enrolment = due_in(3)
    for day in range(3):
        tell_due_soon(today=TODAY + timedelta(days=day))
    told()
    assert Notification.objects.count() == 1
    enrolment.due_on += timedelta(days=7)
    enrolment.save()
    tell_due_soon(today=TODAY + timedelta(days=8))
    told()
    assert Notification.objects.count() == 2, "the day was moved"


@pytest.mark.parametrize("size", [1, 6])
def test_queries_do_not_grow_with_people(size, django_assert_max_num_queries):
    first = due_in(3)
    for _more in range(size - 1):
        due_in(3, edition=first.edition)
    tell_due_soon(today=TODAY - timedelta(days=30))
    with django_assert_max_num_queries(7):
        tell_due_soon(today=TODAY)
