"""Sign-in cards: a code on paper that opens one account once, and only a trainee's."""

import re
import threading
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from accounts.card_codes import ALPHABET, LENGTH, grouped, make_code, read_code
from accounts.card_models import SignInCard
from accounts.exceptions import CardNotUsable, CardRefused
from accounts.models import Role
from accounts.services import make_cards, reset_access, revoke_card, use_card
from accounts.services.cards import find_card
from accounts.usernames import propose_usernames, stem_of
from core.models import AuditEntry, OutboxMessage
from tests.factories.accounts import PASSWORD, UserFactory, give_role, give_second_factor

pytestmark = pytest.mark.django_db
NEW = "yeni güneşli tezgâh"


@pytest.fixture
def trainer():
    return UserFactory(username="egitici")


@pytest.fixture
def trainee():
    return UserFactory(username="gulsah.iz", email=None, password="!x", first_name="Gülşah")


def card_of(user, by=None):
    return make_cards(users=[user], by=by)[0]


def come_in(code, browser=None, password=NEW, **more):
    """From the code to the course; returns the last answer."""
    browser = browser or Client()
    answer = browser.post("/card/", {"code": code}, **more)
    if answer.status_code != 302:
        return answer
    assert answer["Location"] == "/card/password/"
    return browser.post("/card/password/", {"password1": password}, **more)


def signed_in(browser):
    return browser.session.get("_auth_user_id")


class TestCodes:
    def test_forty_bits_of_letters_that_nobody_confuses(self):
        assert len(ALPHABET) ** LENGTH >= 2**40
        assert not set("BGIOQSVZ01") & set(ALPHABET)
        assert len({make_code() for _index in range(500)}) == 500

    @pytest.mark.parametrize("text", ["ACD-EFH-689", "acd efh 689", " acdefhGBg ", "ＡＣＤ－ＥＦＨ６８９"])
    def test_typed_in_any_way(self, text):
        assert read_code(text) == ("ACDEFH689" if "GBg" not in text else "ACDEFH686")

    @pytest.mark.parametrize("text", ["", "ACD", "ACDEFH6890", "ACDEFHQQQ", "ACDEFH68ß", "x" * 5000, "ı" * 9])
    def test_what_is_no_code(self, text):
        assert read_code(text) == "" or set(read_code(text)) == {"L"}

    def test_dotless_and_dotted_i_are_one(self):
        assert {read_code(f"acdefh68{letter}") for letter in "ıiIİlL1"} == {"ACDEFH68L"}


class TestUserNames:
    @pytest.mark.parametrize(
        ("first", "last", "expected"),
        [
            ("Gülşah Nur", "Iğdırlı", "gulsah.igdirli"),
            ("İpek", "Öz Çağlar", "ipek.caglar"),
            ("Ü", "", "kisi"),
            ("Müzeyyennurhayat", "Kâmiloğullarından", "muzeyyennurh.kamilogullar"),
        ],
    )
    def test_easy_to_say(self, first, last, expected):
        assert stem_of(first, last) == expected

    def test_each_is_free_and_its_own(self, django_assert_num_queries):
        UserFactory(username="ayse.su")
        UserFactory(username="ayse.su3")
        with django_assert_num_queries(2):
            names = propose_usernames([("Ayşe", "Su"), ("Ayşe", "Su"), ("Fatma", "Su")], besides={"fatma.su"})
        assert names == ["ayse.su2", "ayse.su4", "fatma.su2"]


class TestMaking:
    def test_the_code_is_stored_as_a_keyed_hash_only(self, trainer, trainee, settings):
        made = card_of(trainee, trainer)
        assert made.code not in str(SignInCard.objects.values().get())
        stored = SignInCard.objects.get().code_hash
        settings.SECRET_KEY = "another" * 10
        with pytest.raises(CardNotUsable):
            find_card(made.code)
        assert re.fullmatch("[0-9a-f]{64}", stored)

    def test_a_card_outlives_a_change_of_the_secret(self, trainee, settings):
        made = card_of(trainee)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another" * 10
        assert find_card(made.code).user == trainee

    def test_neither_log_nor_outbox_nor_audit_holds_the_code(self, trainer, caplog):
        user = UserFactory()
        caplog.set_level("DEBUG")
        made = card_of(user, trainer)
        come_in(made.code)
        told = (
            str(list(OutboxMessage.objects.values())) + str(list(AuditEntry.objects.values())) + caplog.text
        )
        for code in (made.code, grouped(made.code), made.card.code_hash, NEW):
            assert code not in told

    def test_it_is_audited_and_told(self, trainer, mails):
        user = UserFactory()
        card_of(user, trainer)
        assert AuditEntry.objects.get(action="accounts.card_made").actor == trainer
        assert "kart" in mails()[0].text

    def test_a_new_card_revokes_the_old_one(self, trainee):
        old, new = card_of(trainee), card_of(trainee)
        with pytest.raises(CardNotUsable) as problem:
            find_card(old.code)
        assert problem.value.reason == CardNotUsable.REVOKED
        assert find_card(new.code).user == trainee

    def test_a_revoked_card_lets_nobody_in(self, trainer, trainee):
        made = card_of(trainee)
        assert revoke_card(user=trainee, by=trainer) is True
        assert revoke_card(user=trainee, by=trainer) is False
        assert come_in(made.code).status_code == 422
        assert AuditEntry.objects.filter(action="accounts.card_revoked").count() == 1

    @pytest.mark.parametrize(
        "make",
        [
            lambda: UserFactory(is_superuser=True),
            lambda: UserFactory(is_staff=True),
            lambda: UserFactory(is_active=False),
            *(lambda role=role: give_role(UserFactory(), role).user for role in Role if role != Role.TRAINEE),
        ],
    )
    def test_never_for_staff_or_for_any_other_role(self, make):
        person, other = make(), UserFactory()
        with pytest.raises(CardRefused):
            make_cards(users=[other, person], by=None)
        assert not SignInCard.objects.exists()

    def test_a_role_given_later_makes_it_worthless(self, trainee):
        made = card_of(trainee)
        browser = Client()
        assert browser.post("/card/", {"code": made.code})["Location"] == "/card/password/"
        give_role(trainee, Role.TRAINER, kind="cohort", identifier=1)
        assert browser.post("/card/password/", {"password1": NEW}).status_code == 422
        assert come_in(made.code).status_code == 422
        with pytest.raises(CardNotUsable):
            use_card(card=made.card, password=NEW)
        assert SignInCard.objects.get().used_at is None

    def test_queries_do_not_grow_with_what_is_looked_up(self, trainer):
        def queries(count):
            users = [UserFactory(email=None) for _index in range(count)]
            with connection.execute_wrapper(counter := Counter()):
                make_cards(users=users, by=trainer)
            return counter.reads

        assert queries(3) == queries(12)


class Counter:
    """Counts what is read; each audit entry is a write of its own."""

    reads = 0

    def __call__(self, execute, sql, params, many, context):
        self.reads += sql.startswith("SELECT")
        return execute(sql, params, many, context)


class TestUsing:
    def test_a_code_a_password_and_she_is_in(self, trainee):
        made, browser = card_of(trainee), Client()
        answer = come_in(grouped(made.code).lower(), browser)
        assert answer.status_code == 302
        assert signed_in(browser) == str(trainee.pk)
        trainee.refresh_from_db()
        assert trainee.check_password(NEW)
        assert AuditEntry.objects.get(action="accounts.card_used").actor == trainee

    def test_reading_the_code_spends_nothing(self, trainee):
        made = card_of(trainee)
        for _time in range(3):
            assert Client().post("/card/", {"code": made.code}).status_code == 302
        assert come_in(made.code).status_code == 302

    def test_it_works_once(self, trainee):
        made = card_of(trainee)
        come_in(made.code)
        again = Client()
        answer = come_in(made.code, again)
        assert answer.status_code == 422
        assert "daha önce kullanılmış" in answer.content.decode()
        assert signed_in(again) is None

    def test_two_browsers_that_both_showed_it(self, trainee):
        made, first, second = card_of(trainee), Client(), Client()
        for browser in (first, second):
            browser.post("/card/", {"code": made.code})
        assert first.post("/card/password/", {"password1": NEW}).status_code == 302
        assert second.post("/card/password/", {"password1": "başka bir parola"}).status_code == 422
        trainee.refresh_from_db()
        assert trainee.check_password(NEW)
        assert signed_in(second) is None

    def test_it_ends_on_its_day(self, trainee, settings):
        made = card_of(trainee)
        assert made.card.expires_at - made.card.made_at == timedelta(days=settings.SIGN_IN_CARD_DAYS)
        SignInCard.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        answer = come_in(made.code)
        assert answer.status_code == 422
        assert "süresi dolmuş" in answer.content.decode()
        with pytest.raises(CardNotUsable) as problem:
            use_card(card=made.card, password=NEW)
        assert problem.value.reason == CardNotUsable.EXPIRED

    def test_a_weak_password_spends_nothing(self, trainee):
        made = card_of(trainee)
        assert come_in(made.code, password="12345678").status_code == 422
        assert come_in(made.code).status_code == 302

    def test_whatever_was_signed_in_before_ends(self, trainee):
        old = Client()
        old.force_login(trainee, backend="accounts.backends.IdentifierBackend")
        UserSession.objects.create(
            user=trainee, session_key=old.session.session_key, ip="127.0.0.1", user_agent=""
        )
        come_in(card_of(trainee).code)
        assert signed_in(old) is None

    def test_another_person_on_the_same_phone_is_signed_out(self, trainee):
        browser = Client()
        browser.force_login(UserFactory(), backend="accounts.backends.IdentifierBackend")
        come_in(card_of(trainee).code, browser)
        assert signed_in(browser) == str(trainee.pk)

    def test_a_second_factor_is_still_asked_for(self, trainee):
        give_second_factor(trainee)
        browser = Client()
        assert "/2fa/authenticate/" in come_in(card_of(trainee).code, browser)["Location"]
        assert signed_in(browser) is None

    def test_a_device_that_is_not_hers_forgets_her(self, trainee):
        made, browser = card_of(trainee), Client()
        browser.post("/card/", {"code": made.code})
        browser.post("/card/password/", {"password1": NEW, "shared_device": "on"})
        assert browser.session.get_expire_at_browser_close()

    def test_without_a_card_there_is_no_password_screen(self):
        assert Client().get("/card/password/")["Location"] == "/card/"

    def test_the_password_screen_closes_after_a_while(self, trainee):
        browser = Client()
        browser.post("/card/", {"code": card_of(trainee).code})
        session = browser.session
        session["shown_card"] = {**session["shown_card"], "at": session["shown_card"]["at"] - 1801}
        session.save()
        assert browser.post("/card/password/", {"password1": NEW})["Location"] == "/card/"


class TestGuessing:
    def test_an_unknown_code_says_nothing_of_anybody(self, trainee):
        card_of(trainee)
        unknown, nonsense = (
            Client().post("/card/", {"code": "ACDEFHJKL"}),
            Client().post("/card/", {"code": "?"}),
        )
        assert unknown.status_code == nonsense.status_code == 422
        assert unknown.context["form"].errors == nonsense.context["form"].errors

    def test_a_machine_is_stopped_and_then_even_the_right_code_is_not_taken(self, trainee):
        made, browser = card_of(trainee), Client()
        answers = [browser.post("/card/", {"code": make_code()}).status_code for _index in range(101)]
        assert answers[:100] == [422] * 100
        assert answers[100] == 429
        assert come_in(made.code, Client()).status_code == 429
        assert come_in(made.code, Client(), REMOTE_ADDR="203.0.113.9").status_code == 302

    def test_a_class_behind_one_address_gets_in_with_two_mistakes_each(self):
        people = [UserFactory(email=None, password="!") for _index in range(30)]
        for made in make_cards(users=people, by=None):
            browser = Client()
            for _mistake in range(2):
                assert browser.post("/card/", {"code": make_code()}).status_code == 422
            assert come_in(made.code, browser).status_code == 302
            assert signed_in(browser) == str(made.user.pk)


class TestResetting:
    def test_old_password_card_and_sessions_end(self, trainer):
        user = UserFactory()
        old_card, browser = card_of(user), Client()
        browser.force_login(user, backend="accounts.backends.IdentifierBackend")
        UserSession.objects.create(
            user=user, session_key=browser.session.session_key, ip="127.0.0.1", user_agent=""
        )
        made = reset_access(user=user, by=trainer)
        user.refresh_from_db()
        assert not user.check_password(PASSWORD)
        assert signed_in(browser) is None
        assert come_in(old_card.code).status_code == 422
        assert come_in(made.code).status_code == 302
        assert AuditEntry.objects.get(action="accounts.access_reset").actor == trainer


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite writes one after the other")
def test_of_two_requests_at_once_one_gets_in():
    made = card_of(UserFactory())
    start, outcomes = threading.Barrier(2), []

    def act(number):
        start.wait()
        try:
            use_card(card=SignInCard.objects.get(), password=f"{NEW} {number}")
            outcomes.append("in")
        except CardNotUsable as problem:
            outcomes.append(problem.reason)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["in", "used"]
    assert made.code
