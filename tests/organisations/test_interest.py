""" "My firm is interested": what visitors may send, who reads it."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.models import Role
from core.models import AuditEntry, OutboxMessage
from core.outbox import deliver_all
from organisations.forms import FirmInterestForm
from organisations.models import FirmInterest
from organisations.services import INTEREST_CONSENT_VERSION, InterestAnswered, answer_interest, leave_interest
from tests.factories.accounts import UserFactory, give_role
from tests.factories.organisations import FirmFactory
from tests.factories.programmes import ProgrammeFactory
from tests.factories.taxonomy import ProvinceFactory, SectorFactory

pytestmark = pytest.mark.django_db
RIGHT = {
    "firm_name": "Çukurova Örme ve İplik A.Ş.",
    "person_name": "Şükran Çağlar",
    "email": "SUKRAN@Ornek.test",
    "phone": "",
    "message": "Enerji taraması yapmak istiyoruz.",
    "consent": "on",
}


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def mailbox(settings):
    """Mails that were sent in this test: a function that reads them."""
    from core.mailbox.messages import list_messages

    for old in settings.MAILBOX_DIR.glob("*") if settings.MAILBOX_DIR.exists() else []:
        old.unlink()
    return list_messages


def _send(client, **changes):
    return client.post(reverse("pages:firm-interest"), {**RIGHT, **changes})


def test_an_interest_is_kept_and_answered_with_mails(client):
    officer = UserFactory(language="tr")
    give_role(officer, Role.PROGRAMME_OFFICER)
    province, sector = ProvinceFactory(), SectorFactory()
    response = _send(client, province=province.pk, sector=sector.pk)
    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200
    interest = FirmInterest.objects.get()
    assert (interest.email, interest.province, interest.sector) == ("sukran@ornek.test", province, sector)
    assert interest.consent_version == INTEREST_CONSENT_VERSION
    topics = set(OutboxMessage.objects.values_list("topic", flat=True))
    assert topics == {"core.notify", "organisations.confirm_interest"}
    deliver_all()
    assert not OutboxMessage.objects.filter(done_at=None).exists()


def test_a_phone_number_alone_is_enough(client):
    assert _send(client, email="", phone="0532 123 45 67").status_code == 302
    assert FirmInterest.objects.get().phone == "+905321234567"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"firm_name": ""}, "firm_name"),
        ({"firm_name": "x" * 201}, "firm_name"),
        ({"person_name": "  "}, "person_name"),
        ({"email": "", "phone": ""}, "email"),
        ({"email": "ayşe@"}, "email"),
        ({"email": "a@b.test\nBcc: x@evil.test"}, "email"),
        ({"phone": "beş yüz", "email": ""}, "phone"),
        ({"province": "99999"}, "province"),
        ({"sector": "x"}, "sector"),
        ({"message": "x" * 2001}, "message"),
        ({"consent": ""}, "consent"),
        ({"firm_name": "a\x00b"}, "firm_name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_typed_text_survives(client, changes, field):
    response = _send(client, **changes)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    text = response.content.decode()
    assert "data-error-summary" in text
    assert 'aria-invalid="true"' in text
    if "message" not in changes:
        assert "Enerji taraması yapmak istiyoruz." in text
    assert not FirmInterest.objects.exists()


def test_consent_is_not_ticked_at_first(client):
    text = client.get(reverse("pages:firm-interest")).content.decode()
    assert "checked" not in text
    assert FirmInterestForm()["consent"].value() is None


def test_hostile_words_stay_words(client):
    admin = UserFactory(is_superuser=True)
    _send(
        client,
        firm_name="<script>alert(1)</script>",
        message="<img src=x onerror=alert(1)>",
        person_name="{{ 7*7 }}",
    )
    give_role(admin, Role.PROGRAMME_OFFICER)
    client.force_login(admin)
    text = client.get(reverse("pages:interest-list")).content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "{{ 7*7 }}" in text


def test_a_header_cannot_be_put_into_a_mail(client):
    give_role(UserFactory(), Role.PROGRAMME_OFFICER)
    _send(client, firm_name="Firma\r\nBcc: kurban@evil.test")
    deliver_all()
    assert not OutboxMessage.objects.exclude(last_error="").exists()


def test_a_robot_is_thanked_and_ignored(client):
    assert _send(client, website="https://spam.test").status_code == 302
    assert not FirmInterest.objects.exists()


def test_the_same_sent_twice_is_kept_once(client):
    _send(client)
    _send(client)
    assert FirmInterest.objects.count() == 1
    assert OutboxMessage.objects.filter(topic="organisations.confirm_interest").count() == 1


def test_a_flood_is_stopped_and_says_so(client):
    codes = [_send(client, firm_name=f"Firma {number}").status_code for number in range(22)]
    assert codes.count(302) == 20
    assert codes[-1] == 429
    assert FirmInterest.objects.count() == 20


def test_posted_extras_change_nothing(client):
    _send(client, answered_at="2026-01-01", consent_version="0", uuid="x")
    interest = FirmInterest.objects.get()
    assert (interest.answered_at, interest.consent_version) == (None, INTEREST_CONSENT_VERSION)


def test_a_contact_need_not_type_what_we_know(client):
    user, firm = UserFactory(), FirmFactory()
    give_role(user, Role.FIRM_CONTACT, kind="firm", identifier=firm.pk)
    client.force_login(user)
    text = client.get(reverse("pages:firm-interest")).content.decode()
    assert firm.name in text
    assert user.email in text


def _interest(**fields):
    return leave_interest(language="tr", firm_name="F", person_name="P", email="f@ornek.test", **fields)


def test_officers_see_their_provinces_only(client):
    izmir, bursa = ProvinceFactory(), ProvinceFactory()
    of_izmir, of_bursa, of_none = (
        _interest(province=province, message=text)
        for province, text in ((izmir, "a1"), (bursa, "b2"), (None, "c3"))
    )
    programme = ProgrammeFactory()
    programme.provinces.add(bursa)
    by_province, by_programme, everywhere = UserFactory(), UserFactory(), UserFactory()
    give_role(by_province, Role.PROGRAMME_OFFICER, kind="province", identifier=izmir.pk)
    give_role(by_programme, Role.PROGRAMME_OFFICER, kind="programme", identifier=programme.pk)
    give_role(everywhere, Role.PROGRAMME_OFFICER)
    expected = {
        by_province: {of_izmir, of_none},
        by_programme: {of_bursa, of_none},
        everywhere: {of_izmir, of_bursa, of_none},
    }
    for officer, seen in expected.items():
        client.force_login(officer)
        assert set(client.get(reverse("pages:interest-list")).context["page_obj"]) == seen
    client.force_login(by_province)
    path = reverse("pages:interest-answer", args=[of_bursa.uuid])
    assert client.post(path).status_code == 404
    of_bursa.refresh_from_db()
    assert of_bursa.answered_at is None


@pytest.mark.parametrize(
    "role", [None, Role.TRAINEE, Role.TRAINER, Role.MENTOR, Role.FIRM_CONTACT, Role.EDITOR]
)
def test_nobody_else_sees_interests(client, role):
    interest, user = _interest(), UserFactory()
    if role:
        give_role(user, role)
    client.force_login(user)
    assert client.get(reverse("pages:interest-list")).status_code == 404
    assert client.post(reverse("pages:interest-answer", args=[interest.uuid])).status_code == 404


def test_visitors_are_asked_to_sign_in(client):
    assert client.get(reverse("pages:interest-list")).status_code == 302


def test_answering_is_recorded_once(client):
    officer = UserFactory()
    give_role(officer, Role.PROGRAMME_OFFICER)
    interest = _interest()
    client.force_login(officer)
    client.post(reverse("pages:interest-answer", args=[interest.uuid]))
    client.post(reverse("pages:interest-answer", args=[interest.uuid]))
    interest.refresh_from_db()
    assert interest.answered_by == officer
    assert AuditEntry.objects.filter(action="organisations.interest_answered").count() == 1
    with pytest.raises(InterestAnswered):
        answer_interest(interest=interest, by=officer)


@pytest.mark.parametrize("number", [5, 60])
def test_queries_of_the_list_do_not_grow(client, number, django_assert_max_num_queries):
    for place in range(number):
        _interest(message=str(place))
    officer = UserFactory()
    give_role(officer, Role.PROGRAMME_OFFICER)
    client.force_login(officer)
    path = reverse("pages:interest-list")
    client.get(path)
    with django_assert_max_num_queries(10):
        client.get(path)
