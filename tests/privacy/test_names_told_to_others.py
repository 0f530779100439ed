"""What others were told of somebody no longer names her once she is erased; nothing else in it changes."""

import pytest
from django.utils import translation

from accounts.models import Role
from accounts.services import begin_looking, invite_person
from accounts.services.invitations import INVITE
from core import outbox
from core.languages import LANGUAGES
from core.models import OutboxMessage
from notifications.models import Notification
from notifications.words import put_into_words
from organisations.services import leave_interest
from privacy.services import erase_person
from tests.factories.accounts import UserFactory, give_role
from tests.privacy.whole_database import all_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def helper():
    return UserFactory(first_name="Silgülşah", last_name="Silinecekoğlu", email="silgulsah@ornek.test")


def traces():
    return [key for key, text in all_rows().items() if "silgülşah" in text.casefold()]


def test_whoever_looked_has_no_name_any_more(helper):
    person, namesake = UserFactory(), UserFactory(first_name="Silgülşah", last_name="Silinecekoğlu")
    begin_looking(by=helper, person=person, reason="Dersini bulamıyor")
    begin_looking(by=namesake, person=person, reason="Yine")
    outbox.deliver_all()
    by_looker = {one.names_id: one for one in Notification.objects.filter(recipient=person, kind="looked_at")}
    assert "Silgülşah" in put_into_words(by_looker[helper.pk]).title
    erase_person(person=helper)
    after = {one.names_id: one for one in Notification.objects.filter(recipient=person, kind="looked_at")}
    assert "Silgülşah" not in str(after[helper.pk].values)
    assert after[helper.pk].values["reason"] == "Dersini bulamıyor"
    assert after[namesake.pk].values == by_looker[namesake.pk].values
    for language in LANGUAGES:
        with translation.override(language):
            assert "{" not in put_into_words(after[helper.pk]).title


def test_nothing_of_her_is_left_in_the_queue_either(helper):
    person = UserFactory()
    begin_looking(by=helper, person=person, reason="Bekliyor")
    invite_person(user=UserFactory(password="!"), by=helper)
    assert "Silgülşah" not in str(OutboxMessage.objects.get(topic=INVITE).payload)
    erase_person(person=helper)
    assert not traces()
    outbox.deliver_all()
    assert Notification.objects.get(recipient=person, kind="looked_at").names == helper
    assert not traces()


def test_the_name_she_typed_for_a_firm(helper):
    officer = UserFactory()
    give_role(officer, Role.PROGRAMME_OFFICER)
    leave_interest(
        language="tr", firm_name="Silgülşah Vana", person_name="S", email=helper.email, message="x"
    )
    leave_interest(language="tr", firm_name="Körfez Vana", person_name="K", email="k@ornek.test", message="x")
    outbox.deliver_all()
    assert Notification.objects.filter(recipient=officer, kind="firm_interest").count() == 2
    erase_person(person=helper)
    values = [str(one.values) for one in Notification.objects.filter(recipient=officer).order_by("pk")]
    assert "Silgülşah" not in values[0] and "Körfez Vana" in values[1]
    assert not traces()
