"""The name, logo, colour, languages and sender of an installation, where people see them."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Site

from accounts.forms.profile import NameForm
from core.notifications import send_mail_now
from notifications.forms import PreferencesForm
from pages.models import SiteIdentity
from pages.services.identity import save_identity
from tests.factories.accounts import UserFactory
from tests.factories.toolkits import make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_brand")]


def test_name_and_logo_stand_on_every_page_and_on_errors(client):
    save_identity(by=None, name="Ege Akademi <b>", logo=make_picture())
    for path in ("/", "/accounts/login/", "/no/such/page/"):
        html = client.get(path).content.decode()
        assert "Ege Akademi &lt;b&gt;</title>" in html, path
        assert 'class="brand__logo"' in html
    assert client.get("/manifest.webmanifest").json()["short_name"] == "Ege Akademi <b>"


def test_without_settings_it_is_the_usual_one(client):
    SiteIdentity.objects.all().delete()
    html = client.get("/").content.decode()
    assert "· İmece</title>" in html
    assert "theme.css" not in html
    assert client.get("/theme.css").status_code == 404


def test_a_logo_whose_file_is_gone_does_no_harm(client):
    picture = make_picture()
    save_identity(by=None, logo=picture)
    picture.file.storage.delete(picture.file.name)
    answer = client.get("/")
    assert answer.status_code == 200
    assert "brand__logo" not in answer.content.decode()


def test_a_colour_has_a_style_sheet_of_its_own(client):
    save_identity(by=None, colour="#7a1f5c")
    html = client.get("/").content.decode()
    assert '<link rel="stylesheet" href="/theme.css?v=7a1f5c">' in html
    answer = client.get("/theme.css?v=7a1f5c")
    assert answer["Content-Type"].startswith("text/css")
    assert "--primary:#7a1f5c" in answer.content.decode()


@pytest.mark.parametrize("colour", ["#ffcc00", "yellow", "#fff", "red;}", "#12345"])
def test_a_colour_that_nobody_can_read_is_refused_with_one_that_can(colour):
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.colour = colour
    with pytest.raises(ValidationError) as refused:
        identity.full_clean()
    if colour == "#ffcc00":
        assert "#806600" in str(refused.value)


@pytest.mark.parametrize("sender", ["nobody", "a@b.test\nBcc: x@y.test", "İmece <kötü>", "@", "<>"])
def test_a_sender_that_is_no_address_is_refused(sender):
    with pytest.raises(ValidationError):
        save_identity(by=None, sender=sender)


def test_mail_goes_out_under_name_and_sender(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    save_identity(by=None, name="Ege Akademi", sender="Ege Akademi <ege@ornek.test>")
    send_mail_now(address="a@b.test", language="tr", kind="test_mail", context={})
    assert mail.outbox[0].from_email == "Ege Akademi <ege@ornek.test>"
    assert mail.outbox[0].subject == "Ege Akademi: e-posta çalışıyor"
    save_identity(by=None, sender="")
    send_mail_now(address="a@b.test", language="tr", kind="test_mail", context={})
    assert mail.outbox[1].from_email == settings.DEFAULT_FROM_EMAIL


def test_only_offered_languages_are_offered():
    save_identity(by=None, offers_ar=False)
    html = Client().get("/accounts/login/").content.decode()
    assert "English" in html
    assert "العربية" not in html
    # Its addresses lead to a language that is there (test_offered_language), and mails keep theirs.
    codes = [code for code, _name in NameForm(instance=UserFactory(language="tr")).fields["language"].choices]
    assert codes == ["tr", "en"]
    told = PreferencesForm(user=UserFactory(language="tr"), channels=())
    assert [code for code, _name in told.fields["language"].choices] == ["tr", "en"]
    assert "ar" in dict(NameForm(instance=UserFactory(language="ar")).fields["language"].choices)


def test_the_brand_costs_a_page_no_query_of_its_own(client, django_assert_max_num_queries):
    save_identity(by=None, logo=make_picture(), colour="#7a1f5c")
    client.get("/accounts/login/")
    with django_assert_max_num_queries(8):
        client.get("/accounts/login/")
