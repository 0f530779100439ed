"""The audit log: one writer, never changed."""

import pytest
from django.db import Error, transaction

from core import audit
from core.models import AuditEntry
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_to_which_and_why():
    officer, person = UserFactory(), UserFactory()
    entry = audit.record(action="test.done", actor=officer, about=person, reason="Deneme", data={"a": 1})
    entry.refresh_from_db()
    assert (entry.actor, entry.object_type, entry.object_id) == (officer, "accounts.user", str(person.pk))
    assert (entry.reason, entry.data) == ("Deneme", {"a": 1})
    assert entry.at


def test_nobody_and_nothing_are_possible():
    entry = audit.record(action="test.done")
    assert (entry.actor, entry.object_type, entry.object_id) == (None, "", "")


@pytest.mark.parametrize(
    "change", [lambda: AuditEntry.objects.update(action="x"), lambda: AuditEntry.objects.all().delete()]
)
def test_the_database_refuses_to_change_or_delete_it(change):
    audit.record(action="test.done")
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        change()
    assert AuditEntry.objects.get().action == "test.done"


def test_it_rolls_back_with_the_act():
    try:
        with transaction.atomic():
            audit.record(action="test.done")
            raise RuntimeError
    except RuntimeError:
        pass
    assert not AuditEntry.objects.exists()
