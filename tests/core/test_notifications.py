"""Telling people: their language, text beside HTML, once."""

import re
from pathlib import Path

import pytest
from django.core import mail
from django.template.loader import get_template

from core import outbox
from core.models import OutboxMessage
from core.notifications import INBOX, kinds, notify, send_mail_now
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parents[2] / "templates" / "notifications"
KINDS = sorted(path.name.removesuffix(".subject.txt") for path in FOLDER.glob("*.subject.txt"))


@pytest.fixture(autouse=True)
def _in_memory(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_in_her_language_with_text_and_html():
    for language, subject in (("en", "Welcome to İmece"), ("ar", None), ("tr", None)):
        user = UserFactory(language=language, first_name="Işıl")
        notify(user=user, kind="welcome", key="welcome")
        outbox.deliver_all()
        sent = mail.outbox[-1]
        (alternative,) = sent.alternatives
        assert sent.to == [user.email]
        assert "Işıl" in sent.body
        assert f'lang="{language}"' in alternative.content
        assert ('dir="rtl"' in alternative.content) == (language == "ar")
        assert sent.extra_headers["Content-Language"] == language
        assert subject is None or sent.subject == subject


def test_the_same_event_is_told_once():
    user = UserFactory()
    for _ in range(3):
        notify(user=user, kind="welcome", key="welcome")
        outbox.deliver_all()
    assert len(mail.outbox) == 1


def test_two_people_are_both_told():
    for user in (UserFactory(), UserFactory()):
        notify(user=user, kind="welcome", key="welcome")
    outbox.deliver_all()
    assert len(mail.outbox) == 2


def test_without_an_address_no_mail_is_sent():
    notify(user=UserFactory(email=None), kind="welcome", key="welcome")
    outbox.deliver_all()
    assert mail.outbox == []


def test_a_kind_that_nobody_registered_is_a_mistake():
    with pytest.raises(KeyError):
        notify(user=UserFactory(), kind="welcom", key="welcome")
    assert not OutboxMessage.objects.exists()


def test_a_person_who_left_is_not_told():
    user = UserFactory()
    notify(user=user, kind="welcome", key="welcome")
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    outbox.deliver_all()
    assert mail.outbox == []


def test_names_are_text_and_never_headers():
    user = UserFactory(first_name="<b>x</b>\r\nBcc: all@ornek.test", language="en")
    send_mail_now(
        address=user.email,
        language="en",
        kind="role_given",
        person=user,
        context={"role": "trainee", "scope_label": ""},
    )
    sent = mail.outbox[-1]
    assert "<b>" not in sent.alternatives[0].content
    assert sent.message()["Bcc"] is None


def test_what_is_sent_is_a_kind_and_every_kind_has_words():
    assert {kind.name for kind in kinds} == set(KINDS) - {"digest"}


@pytest.mark.parametrize("kind", sorted(kind.name for kind in kinds if INBOX in kind.channels))
def test_what_is_shown_on_the_site_has_a_line(kind):
    assert get_template(f"notifications/{kind}.line.txt")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_all_three_parts(kind):
    for part in (f"{kind}.subject.txt", f"{kind}.txt", f"{kind}.html"):
        assert get_template(f"notifications/{part}")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.html")), ids=lambda path: path.name)
def test_mails_fetch_nothing_from_outside(path):
    text = path.read_text()
    assert not re.search(r'(src|href)="https?://', text)
    assert "<script" not in text
