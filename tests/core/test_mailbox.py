"""The mailbox page of a laptop."""

import pytest
from django.core.mail import EmailMultiAlternatives

from core.mailbox.messages import newest_messages, read_message

pytestmark = pytest.mark.django_db
HTML = (
    "<html><head><style>p { color: red; }</style></head><body><p>Merhaba</p>"
    '<script>alert(1)</script><a href="http://testserver/x/">x</a></body></html>'
)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "core.mailbox.backend.FolderBackend"
    settings.MAILBOX_DIR = tmp_path / "mailbox"


def send(subject="Konu: İğdır", text="Bağlantı: http://testserver/accounts/x/ sonra", html=HTML):
    message = EmailMultiAlternatives(subject, text, to=["Ayşe <ayse@ornek.test>"])
    if html:
        message.attach_alternative(html, "text/html")
    message.send()
    return newest_messages()[0]


def test_mail_comes_back_as_it_was_sent():
    mail = send()
    assert (mail.subject, mail.to) == ("Konu: İğdır", "Ayşe <ayse@ornek.test>")
    assert "Bağlantı" in mail.text
    assert mail.links == ["http://testserver/accounts/x/"]
    assert read_message(mail.name) == mail


def test_newest_first():
    for number in range(3):
        send(subject=str(number))
    assert [mail.subject for mail in newest_messages()] == ["2", "1", "0"]
    assert len(newest_messages(limit=2)) == 2


@pytest.mark.parametrize("prefix", ["", "/en", "/ar"])
def test_list_and_message(client, prefix):
    mail = send()
    assert "İğdır" in client.get(f"{prefix}/mailbox/").content.decode()
    html = client.get(f"{prefix}/mailbox/{mail.name}/").content.decode()
    assert 'href="http://testserver/accounts/x/"' in html
    assert 'sandbox="allow-popups allow-top-navigation-by-user-activation"' in html
    assert "<script>alert" not in html


def test_the_mails_own_html_runs_nothing(client):
    mail = send()
    response = client.get(f"/mailbox/{mail.name}/html/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'sha256-" in policy
    assert "unsafe-inline" not in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert '<base target="_top">' in response.content.decode()
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in policy
    around = client.get(f"/mailbox/{mail.name}/")
    assert around["X-Frame-Options"] == "DENY"
    assert f"frame-src http://testserver/mailbox/{mail.name}/html/;" in around["Content-Security-Policy"]


def test_an_empty_mailbox_says_what_comes_here(client):
    assert client.get("/mailbox/").status_code == 200


@pytest.mark.parametrize("name", ["x", "..", "1-abc.eml", "%2e%2e%2fsettings.py", "1-000000000000.eml"])
def test_other_names_are_not_there(client, name):
    send()
    assert client.get(f"/mailbox/{name}/").status_code == 404
    assert client.get(f"/mailbox/{name}/html/").status_code == 404


@pytest.mark.parametrize(("name", "value"), [("MAILBOX_DIR", None), ("DEMO_MODE", False)])
def test_an_installation_has_none(client, settings, name, value):
    mail = send()
    setattr(settings, name, value)
    for path in ("/mailbox/", f"/mailbox/{mail.name}/", f"/mailbox/{mail.name}/html/"):
        assert client.get(path).status_code == 404
    assert "/mailbox/" not in client.get("/gallery/").content.decode()


def test_the_footer_leads_there_on_a_laptop(client):
    assert 'href="/mailbox/"' in client.get("/gallery/").content.decode()
