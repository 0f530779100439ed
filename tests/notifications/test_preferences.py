"""What people choose, and that it is done."""

import re
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts.models import Role
from core.notifications import kinds
from notifications.models import BouncingAddress, Choice, Delivery, DeliveryState, ToldHow
from notifications.quiet_hours import end_of_quiet, next_digest
from notifications.services import choose, mark_bouncing, set_told_how, stop_mails
from notifications.tasks import send_due
from notifications.tokens import unsubscribe_address
from tests.factories.accounts import UserFactory, give_role

PAGE = "/notifications/preferences/"
ISTANBUL = ZoneInfo("Europe/Istanbul")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ISTANBUL)


@pytest.mark.parametrize(
    ("moment", "begin", "end", "free"),
    [
        ("2026-11-25 21:00", "22:00", "07:00", "2026-11-25 21:00"),
        ("2026-11-25 22:00", "22:00", "07:00", "2026-11-26 07:00"),
        ("2026-11-26 06:59", "22:00", "07:00", "2026-11-26 07:00"),
        ("2026-11-26 07:00", "22:00", "07:00", "2026-11-26 07:00"),
        ("2026-12-31 23:30", "22:00", "07:00", "2027-01-01 07:00"),
        ("2026-11-25 13:00", "12:00", "14:00", "2026-11-25 14:00"),
        ("2026-11-25 14:00", "12:00", "14:00", "2026-11-25 14:00"),
        ("2026-11-25 13:00", "12:00", "12:00", "2026-11-25 13:00"),
    ],
)
def test_quiet_hours(moment, begin, end, free):
    assert end_of_quiet(at(moment), time.fromisoformat(begin), time.fromisoformat(end)) == at(free)


@pytest.mark.parametrize(
    ("moment", "weekly", "due"),
    [
        ("2026-11-25 07:59", False, "2026-11-25 08:00"),
        ("2026-11-25 08:00", False, "2026-11-26 08:00"),
        ("2026-11-25 12:00", True, "2026-11-30 08:00"),
        ("2026-11-30 07:00", True, "2026-11-30 08:00"),
        ("2026-11-30 08:00", True, "2026-12-07 08:00"),
    ],
)
def test_digests(moment, weekly, due):
    assert next_digest(at(moment), is_weekly=weekly) == at(due)


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def signed_in(self, client, person):
        client.force_login(person)
        return client

    def fields(self, html):
        return set(re.findall(r'name="([a-z_]+\.[a-z]+)"', html))

    def post(self, client, on=(), **more):
        form = {"digest": "at_once", "language": "tr", **dict.fromkeys(on, "on"), **more}
        return client.post(PAGE, form)

    def test_defaults_are_ticked_and_what_protects_is_no_choice(self, signed_in):
        html = signed_in.get(PAGE).content.decode()
        assert re.search(r'name="enrolled.email"[^>]* checked', html)
        assert not re.search(r'name="results.email"[^>]* checked', html)
        names = self.fields(html)
        assert {"enrolled.inbox", "enrolled.email"} <= names
        essential = {kind.name for kind in kinds if kind.is_essential}
        assert essential and not {name.split(".")[0] for name in names} & essential
        assert "Yeni bir cihazdan giriş" in html, "but she is told that it always comes"

    def test_kinds_of_the_office_are_for_the_office(self, signed_in, person):
        assert "firm_interest.email" not in self.fields(signed_in.get(PAGE).content.decode())
        give_role(person, Role.PROGRAMME_OFFICER)
        assert "firm_interest.email" in self.fields(signed_in.get(PAGE).content.decode())

    def test_what_she_chose_is_done(self, signed_in, person, tell):
        self.post(signed_in, on=["enrolled.inbox", "session_changed.email", "results.email"])
        assert tell(person, kind="enrolled", key="1").is_in_inbox
        assert not Delivery.objects.exists()
        assert not tell(person, kind="session_changed", key="2").is_in_inbox
        assert [one.notification.kind for one in Delivery.objects.all()] == ["session_changed"]
        html = signed_in.get(PAGE).content.decode()
        assert re.search(r'name="results.email"[^>]* checked', html)

    def test_only_what_differs_is_stored(self, signed_in, person):
        html = signed_in.get(PAGE).content.decode()
        on = {
            name for name in self.fields(html) if re.search(rf'name="{re.escape(name)}"[^>]* checked', html)
        }
        self.post(signed_in, on=on)
        assert not Choice.objects.exists()
        self.post(signed_in, on=on - {"enrolled.email"})
        choice = Choice.objects.get()
        assert (choice.kind, choice.channel, choice.is_on) == ("enrolled", "email", False)

    def test_what_nobody_can_choose_is_passed_over(self, signed_in, person, tell):
        self.post(signed_in, **{"account_changed.email": "", "nonsense.email": "on"})
        choose(user=person, wanted={("account_changed", "email"): False, ("nonsense", "email"): True})
        assert not Choice.objects.filter(kind__in=["account_changed", "nonsense"]).exists()
        tell(person, kind="account_changed")
        assert len(mail.outbox) == 1

    def test_when_and_language(self, signed_in, person):
        self.post(signed_in, digest="daily", quiet_from="22:00", quiet_until="07:00", language="en")
        how = ToldHow.objects.get(user=person)
        assert (how.digest, how.quiet_from, how.quiet_until) == ("daily", time(22), time(7))
        person.refresh_from_db()
        assert person.language == "en"

    @pytest.mark.parametrize(
        "wrong", [{"quiet_from": "22:00"}, {"quiet_from": "x", "quiet_until": "07:00"}, {"digest": "hourly"}]
    )
    def test_what_is_wrong_is_said(self, signed_in, person, wrong):
        answer = self.post(signed_in, **wrong)
        assert answer.status_code == 200 and "error-summary" in answer.content.decode()
        assert not ToldHow.objects.exists()

    def test_a_bouncing_address_is_shown_and_trusted_again(self, signed_in, person, tell):
        assert "callout--warning" not in signed_in.get(PAGE).content.decode()
        mark_bouncing(address=person.email.upper(), reason="550 no such user")
        mark_bouncing(address=person.email, reason="again")
        assert "callout--warning" in signed_in.get(PAGE).content.decode()
        tell(person, key="1")
        assert mail.outbox == [] and not Delivery.objects.exists()
        signed_in.post("/notifications/preferences/address-works/")
        assert not BouncingAddress.objects.exists()
        tell(person, key="2")
        assert len(mail.outbox) == 1

    def test_somebody_elses_address_is_not_hers_to_trust(self, signed_in):
        mark_bouncing(address="baska@ornek.test")
        signed_in.post("/notifications/preferences/address-works/")
        assert BouncingAddress.objects.exists()

    def test_queries(self, signed_in, person, django_assert_max_num_queries):
        stop_mails(user=person)
        signed_in.get(PAGE)
        with django_assert_max_num_queries(14):
            signed_in.get(PAGE)


@pytest.mark.django_db
class TestQuietHours:
    @pytest.fixture(autouse=True)
    def _quiet(self, person):
        set_told_how(user=person, digest="at_once", quiet_from=time(22), quiet_until=time(7))

    def test_what_can_wait_waits(self, person, tell):
        with time_machine.travel(at("2026-11-25 23:00"), tick=False):
            told = tell(person)
            send_due()
        assert (told.is_in_inbox, mail.outbox) == (True, [])
        assert Delivery.objects.get().due_at == at("2026-11-26 07:00")
        with time_machine.travel(at("2026-11-26 07:00"), tick=False):
            send_due()
        assert len(mail.outbox) == 1

    def test_what_protects_does_not(self, person, tell):
        with time_machine.travel(at("2026-11-25 23:00"), tick=False):
            tell(person, kind="account_changed")
        assert len(mail.outbox) == 1

    def test_a_retry_does_not_wake_her(self, person, tell, settings):
        settings.EMAIL_BACKEND = "tests.notifications.test_telling.Down"
        with time_machine.travel(at("2026-11-25 21:59"), tick=False):
            tell(person)
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        with time_machine.travel(at("2026-11-25 22:30"), tick=False):
            send_due()
        assert mail.outbox == []
        assert Delivery.objects.get().due_at == at("2026-11-26 07:00")


@pytest.mark.django_db
class TestUnsubscribing:
    def test_the_headers_of_a_mail_lead_to_it(self, person, tell):
        tell(person)
        headers = mail.outbox[0].extra_headers
        link = headers["List-Unsubscribe"].strip("<>")
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert link in mail.outbox[0].body and link in mail.outbox[0].alternatives[0].content
        path = link.removeprefix("http://testserver")
        browser = Client(enforce_csrf_checks=True)
        assert browser.get(path).status_code == 200
        assert not Choice.objects.exists(), "looking stops nothing"
        for _twice in range(2):
            answer = browser.post(path, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")
            assert answer.status_code == 200
        assert Choice.objects.get().kind == "session_changed"
        tell(person, key="two")
        tell(person, key="three", kind="certificate_ready")
        assert len(mail.outbox) == 2, "this kind, and no other"

    def test_what_protects_cannot_be_stopped(self, client, person, tell):
        tell(person, kind="account_changed")
        assert "List-Unsubscribe" not in mail.outbox[0].extra_headers
        for kind in ("account_changed", ""):
            client.post(unsubscribe_address(person, kind).removeprefix("http://testserver"))
        assert not Choice.objects.filter(kind="account_changed").exists()
        assert not Choice.objects.exclude(channel="email").exists()
        tell(person, kind="account_changed", key="two")
        assert len(mail.outbox) == 2

    def test_only_our_links_and_only_for_their_owner(self, client, person):
        other = UserFactory()
        token = unsubscribe_address(person, "reminder").split("/")[-2]
        for wrong in (token[:-1], token + "x", "x-y", token.replace(":", ";")):
            assert client.post(f"/notifications/unsubscribe/{wrong}/").status_code == 404
        client.post(f"/notifications/unsubscribe/{token}/")
        assert set(Choice.objects.values_list("user", flat=True)) == {person.pk} != {other.pk}

    def test_what_waits_is_not_sent_after_it(self, person, tell):
        set_told_how(user=person, digest="at_once", quiet_from=time(22), quiet_until=time(7))
        with time_machine.travel(at("2026-11-25 23:00"), tick=False):
            tell(person)
            stop_mails(user=person, kind="session_changed")
        with time_machine.travel(at("2026-11-26 07:00"), tick=False):
            send_due()
        assert (mail.outbox, Delivery.objects.get().state) == ([], DeliveryState.DROPPED)
