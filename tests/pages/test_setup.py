"""The first set-up: by command and in the browser, once, without demo people, and what it still lacks afterwards."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.models import Page, Site

from accounts.access import administrators
from accounts.models import Role, RoleAssignment, User
from core import outbox
from core.mailbox.messages import newest_messages
from core.models import AuditEntry
from core.readiness import open_steps, steps_for
from files.readiness import storage_problems
from lms.programmes.models import Programme
from pages.models import HomePage, SetupToken, SiteIdentity
from pages.services.setup_tokens import TokenNotUsable, find_setup_token, make_setup_token, open_setup_token
from tests.factories.accounts import PASSWORD, UserFactory, give_role, sign_in_fresh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_set_up_here")]
ADMINISTRATOR = {
    "first_name": "Ayşe",
    "last_name": "Demir",
    "email": "ayse@ornek.test",
    "password1": PASSWORD,
    "name": "Ege Akademi",
    "colour": "#7A1F5C",
    "languages": ["en", "ar"],
    "sender": "Ege Akademi <ege@ornek.test>",
}
MORE = {
    "programme_tr": "Dijital Kadınlar",
    "programme_ar": "نساء رقميات",
    "funder_tr": "AB destekler.",
    "tracks": "Operatör | Operator | مشغّلة | 3 | 200\nDeğişim elçisi",
    "staff": "Can Kaya | can.kaya | eğitici\nSu Ak | su@ornek.test | Program sorumlusu\nEl Ada | el@ornek.test | editor",
}


@pytest.fixture(autouse=True)
def _mailbox(settings):
    settings.EMAIL_BACKEND = "core.mailbox.backend.FolderBackend"
    for file in settings.MAILBOX_DIR.glob("*.eml") if settings.MAILBOX_DIR.is_dir() else []:
        file.unlink()


def run(*args, **env):
    out, err = io.StringIO(), io.StringIO()
    call_command("setup", "--no-input", *args, stdout=out, stderr=err)
    return out.getvalue()


WHO = ("--first-name", "Ayşe", "--last-name", "Demir", "--email", "ayse@ornek.test")


def begin(client):
    """Open the wizard as whoever holds the printed link does."""
    out = io.StringIO()
    call_command("setup", "--web", stdout=out)
    link = re.sub(r"^https?://[^/]+", "", out.getvalue().split()[-1])
    assert client.get(link).status_code == 200
    assert client.post(link)["Location"] == "/setup/"
    return link


def everything():
    """What may not change when it is run again."""
    return (
        list(Page.objects.order_by("pk").values_list("pk", "title", "latest_revision")),
        list(SiteIdentity.objects.values()),
        list(User.objects.order_by("pk").values_list("pk", "password")),
        list(RoleAssignment.objects.values_list("pk", "role")),
        list(Programme.objects.values_list("pk", "name_tr")),
        AuditEntry.objects.count(),
    )


class TestCommand:
    def test_it_leaves_a_site_that_answers_in_three_languages_and_nobody_invented(self):
        out = run(*WHO, "--name", "Ege Akademi", "--colour", "#7a1f5c")
        for path in ("/", "/en/", "/ar/"):
            answer = Client().get(path)
            assert answer.status_code == 200
            assert "Ege Akademi" in answer.content.decode()
        assert [person.email for person in User.objects.all()] == ["ayse@ornek.test"]
        assert list(administrators()) == list(User.objects.all())
        assert not Page.objects.filter(slug="home", depth=2, title__startswith="Welcome").exists()
        keys = set(HomePage.objects.values_list("translation_key", flat=True))
        assert len(keys) == 1
        link = re.search(r"https?://[^/]+(/accounts/password/reset/\S+)", out)
        assert link
        assert Client().get(link[1], follow=True).status_code == 200

    def test_running_it_again_changes_nothing_unless_asked(self):
        more = ("--programme-tr", "Program", "--track", "Yol", "--staff", "Can Kaya|can.kaya|trainer")
        run(*WHO, "--name", "Ege", *more)
        before = everything()
        out = run(*WHO, "--name", "Başka", *more)
        assert everything() == before
        assert "--change" in out
        run("--name", "Başka", "--change")
        assert SiteIdentity.objects.get().name == "Başka"

    def test_options_come_from_the_environment_too_and_the_password_only_from_there(self, monkeypatch):
        for name, value in {
            "FIRST_NAME": "Ayşe",
            "LAST_NAME": "Demir",
            "EMAIL": "ayse@ornek.test",
            "PASSWORD": PASSWORD,
            "LANGUAGES": "tr,en",
            "STAFF": "Can Kaya|can.kaya|trainer\nSu Ak|su@ornek.test|editor",
        }.items():
            monkeypatch.setenv(f"IMECE_SETUP_{name}", value)
        out = run()
        assert User.objects.get(email="ayse@ornek.test").check_password(PASSWORD)
        assert "way in for Ayşe" not in out
        assert "way in for Can Kaya" in out
        assert SiteIdentity.objects.get().languages == ("tr", "en")
        assert set(HomePage.objects.values_list("locale__language_code", flat=True)) == {"tr", "en"}

    @pytest.mark.parametrize(
        "args",
        [
            (),
            (*WHO, "--colour", "#ffcc00"),
            (*WHO, "--colour", "petrol"),
            (*WHO, "--languages", "tr,de"),
            (*WHO, "--sender", "nobody"),
            (*WHO, "--logo", "/no/such/file.png"),
            (*WHO, "--logo", __file__),
            (*WHO, "--staff", "Can"),
            (*WHO, "--staff", "Can Kaya|can.kaya|king"),
            (*WHO, "--staff", "Can Kaya|a@@b|trainer"),
            (*WHO, "--programme-tr", "P", "--track", "Yol|||x|"),
            ("--first-name", "A", "--last-name", "B", "--email", "no address"),
        ],
    )
    def test_what_cannot_be_done_leaves_nothing_behind(self, args):
        before = everything()
        with pytest.raises(CommandError):
            run(*args)
        assert everything() == before

    def test_a_test_mail_says_what_became_of_it(self, settings):
        run(*WHO, "--test-mail", "deneme@ornek.test")
        assert [mail.to for mail in newest_messages()] == ["deneme@ornek.test"]
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        with pytest.raises(CommandError, match="test mail"):
            run("--test-mail", "deneme@ornek.test")


class TestKey:
    def test_it_is_kept_as_a_digest_and_opens_once(self):
        token = make_setup_token()
        assert token not in str(list(SetupToken.objects.values()))
        open_setup_token(token)
        with pytest.raises(TokenNotUsable):
            open_setup_token(token)

    def test_it_ends_after_a_day_and_with_the_next_one(self):
        old = make_setup_token()
        new = make_setup_token()
        with pytest.raises(TokenNotUsable):
            find_setup_token(old)
        with time_machine.travel(timezone.now() + timedelta(hours=23)):
            find_setup_token(new)
        with time_machine.travel(timezone.now() + timedelta(hours=25)), pytest.raises(TokenNotUsable):
            find_setup_token(new)

    @pytest.mark.parametrize("token", ["x", "%00", "ş" * 300, "..%2F..", "a'b"])
    def test_a_wrong_one_opens_nothing(self, client, token):
        make_setup_token()
        assert client.post(f"/setup/open/{token}/").status_code in {400, 404}
        assert client.get("/setup/").status_code == 404

    def test_looking_does_not_spend_it(self, client):
        token = make_setup_token()
        for _time in range(2):
            assert client.get(f"/setup/open/{token}/").status_code == 200
        assert client.get("/setup/").status_code == 404
        assert client.post(f"/setup/open/{token}/").status_code == 302
        assert client.get("/setup/").status_code == 200
        assert Client().post(f"/setup/open/{token}/").status_code == 404
        assert Client().get(f"/setup/open/{token}/").status_code == 404
        assert Client().get("/setup/").status_code == 404

    def test_there_is_none_once_somebody_administers(self, client):
        link = begin(client)
        UserFactory(is_superuser=True)
        assert client.get("/setup/").status_code == 404
        assert client.post("/setup/", ADMINISTRATOR).status_code == 404
        assert client.get(link).status_code == 404
        with pytest.raises(CommandError, match="administers this site already"):
            call_command("setup", "--web")

    def test_a_wizard_that_was_opened_ends_with_its_key(self, client):
        begin(client)
        with time_machine.travel(timezone.now() + timedelta(hours=25)):
            assert client.get("/setup/").status_code == 404
        make_setup_token()
        assert client.post("/setup/", ADMINISTRATOR).status_code == 404
        assert not User.objects.exists()


class TestWizard:
    def test_from_nothing_to_a_site(self, client):
        begin(client)
        picture = io.BytesIO()
        Image.new("RGBA", (300, 80), "#7a1f5c").save(picture, "PNG")
        logo = SimpleUploadedFile("logo.png", picture.getvalue(), "image/png")
        answer = client.post("/setup/", ADMINISTRATOR | MORE | {"logo": logo})
        assert answer.status_code == 200, answer.context["form"].errors
        html = answer.content.decode()
        assert html.count("/accounts/password/reset/key/") >= 1
        assert "Can Kaya" in html
        person = administrators().get()
        assert (person.email, person.get_full_name()) == ("ayse@ornek.test", "Ayşe Demir")
        identity = SiteIdentity.objects.get()
        assert (identity.name, identity.colour, identity.sender) == (
            "Ege Akademi",
            "#7a1f5c",
            "Ege Akademi <ege@ornek.test>",
        )
        assert default_storage.exists(identity.logo.file.name)
        assert identity.funder_line == {"tr": "AB destekler."}
        programme = Programme.objects.get()
        assert programme.name_ar == "نساء رقميات"
        tracks = list(programme.tracks.order_by("pk").values_list("name_tr", "months", "target"))
        assert tracks == [("Operatör", 3, 200), ("Değişim elçisi", 6, 0)]
        roles = RoleAssignment.objects.exclude(user=person).order_by("pk").values_list("role", "granted_by")
        assert list(roles) == [
            (Role.TRAINER, person.pk),
            (Role.PROGRAMME_OFFICER, person.pk),
            (Role.EDITOR, person.pk),
        ]
        outbox.deliver_all()
        assert {mail.to for mail in newest_messages()} >= {"su@ornek.test", "ayse@ornek.test"}
        assert client.get("/setup/").status_code == 404
        site = Site.objects.get(is_default_site=True)
        assert site.hostname == "testserver"

    def test_she_signs_in_and_is_led_to_her_second_step(self, client):
        begin(client)
        client.post("/setup/", ADMINISTRATOR)
        browser = Client()
        browser.post("/accounts/login/", {"login": "ayse@ornek.test", "password": PASSWORD})
        assert browser.get("/setup/steps/")["Location"] == "/accounts/2fa/"
        assert browser.get("/accounts/2fa/totp/activate/").status_code == 200

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("first_name", ""),
            ("email", "nobody"),
            ("email", ""),
            ("password1", "12345678"),
            ("password1", ""),
            ("name", "x" * 61),
            ("colour", "petrol"),
            ("sender", "nobody"),
            ("languages", ["de"]),
            ("tracks", "Yol | | | 0 | 1"),
            ("tracks", "|".join("abcdef")),
            ("tracks", "Yol"),
            ("staff", "Can | can | trainer"),
            ("staff", "Can Kaya | can.kaya | king"),
            ("staff", "Can Kaya | ayse@ornek.test | trainer\nSu Ak | ayse@ornek.test | trainer"),
            ("funder_ar", "نص"),
            ("logo", SimpleUploadedFile("logo.png", b"no picture", "image/png")),
            ("logo", SimpleUploadedFile("logo.svg", b"<svg/>", "image/svg+xml")),
        ],
    )
    def test_a_mistake_is_said_at_its_field_and_nothing_is_made(self, client, field, value):
        begin(client)
        answer = client.post("/setup/", ADMINISTRATOR | {field: value})
        if "ayse@ornek.test | trainer" in str(value):
            # Two people with the address of the administrator: she exists by then, so they are left out.
            assert answer.status_code == 200
            assert User.objects.count() == 1
            return
        assert answer.status_code == 422
        named = {"funder_ar": "programme_tr", "tracks": answer.context["form"].errors and "tracks"}
        wanted = named.get(field, field)
        errors = answer.context["form"].errors
        assert wanted in errors or (field == "tracks" and "programme_tr" in errors)
        assert not User.objects.exists()
        assert not HomePage.objects.exists()

    def test_a_colour_that_nobody_can_read_is_explained_and_a_near_one_stands_in_the_field(self, client):
        begin(client)
        answer = client.post("/setup/", ADMINISTRATOR | {"colour": "#fc0"})
        html = answer.content.decode()
        assert answer.status_code == 422
        assert "4.5" in html
        assert 'value="#806600"' in html
        assert client.post("/setup/", ADMINISTRATOR | {"colour": "#806600"}).status_code == 200
        assert SiteIdentity.objects.get().colour == "#806600"

    @pytest.mark.parametrize("prefix", ["", "/en", "/ar"])
    def test_it_speaks_three_languages(self, client, prefix):
        begin(client)
        html = client.get(f"{prefix}/setup/").content.decode()
        assert 'enctype="multipart/form-data"' in html
        assert f'<html lang="{prefix.strip("/") or "tr"}"' in html


class TestSteps:
    @pytest.fixture
    def administrator(self, client):
        run(*WHO, "--languages", "tr")
        return sign_in_fresh(client, UserFactory(is_superuser=True, email="nuran@ornek.test"))

    def states(self, user):
        return {str(step.title): step.is_done for step in steps_for(user)}

    def test_what_is_missing_stands_first_and_where_administrators_arrive(self, client, administrator):
        steps = steps_for(administrator)
        assert [step.is_done for step in steps] == sorted(step.is_done for step in steps)
        number = open_steps(administrator)
        assert number == 4  # second step of the other administrator, mail, backups, programme
        assert "/setup/steps/" in client.get("/teach/").content.decode()
        assert "/setup/steps/" in client.get("/cms/").content.decode()
        assert client.get("/setup/steps/").status_code == 200

    @pytest.mark.parametrize("role", [None, Role.TRAINER, Role.PROGRAMME_OFFICER, Role.EDITOR])
    def test_nobody_else_sees_it_or_acts_on_it(self, role):
        person, browser = UserFactory(), Client()
        if role:
            give_role(person, role)
        browser.force_login(person)
        for path in ("mail/", "backups/"):
            assert browser.post(f"/setup/steps/{path}").status_code == 403
        assert browser.get("/setup/steps/").status_code == 403
        assert "/setup/steps/" not in browser.get("/accounts/profile/").content.decode()
        if role:
            assert "/setup/steps/" not in browser.get("/teach/", follow=True).content.decode()
        assert not AuditEntry.objects.filter(action__startswith="setup.").exists()

    def test_mail_is_done_when_a_mail_went_out_under_the_present_sender(
        self, client, administrator, settings
    ):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        client.post("/setup/steps/mail/")
        outbox.deliver_all()
        html = client.get("/setup/steps/").content.decode()
        assert "ConnectionRefusedError" in html
        settings.EMAIL_BACKEND = "core.mailbox.backend.FolderBackend"
        client.post("/setup/steps/mail/")
        outbox.deliver_all()
        assert newest_messages()[0].to == "nuran@ornek.test"
        assert self.states(administrator)["E-posta"]
        run("--sender", "Yeni <yeni@ornek.test>", "--change")
        assert not self.states(administrator)["E-posta"]

    def test_backups_are_said_once_by_a_person(self, client, administrator):
        for _time in range(2):
            client.post("/setup/steps/backups/")
        (entry,) = AuditEntry.objects.filter(action="setup.backups_arranged")
        assert entry.actor == administrator
        assert self.states(administrator)["Yedekler"]

    def test_programme_staff_and_second_steps_are_seen(self, administrator):
        before = self.states(administrator)
        assert not before["İlk program"]
        run("--programme-tr", "P", "--track", "Yol", "--staff", "Can Kaya|can.kaya|trainer")
        after = self.states(administrator)
        assert after["İlk program"]
        assert after["Burada çalışanlar"]
        assert not after["Sistem yöneticilerinin ikinci adımı"]
        User.objects.filter(email="ayse@ornek.test").update(is_active=False)
        assert self.states(administrator)["Sistem yöneticilerinin ikinci adımı"]

    def test_a_language_without_a_front_page_is_named(self, administrator):
        run("--languages", "tr,ar", "--change")
        HomePage.objects.get(locale__language_code="ar").delete()
        step = next(step for step in steps_for(administrator) if str(step.title) == "Diller")
        assert not step.is_done
        assert "العربية" in step.text

    def test_a_place_that_takes_no_files_is_found(self, administrator, settings, tmp_path):
        assert storage_problems() == {}
        blocked = tmp_path / "blocked"
        blocked.write_text("")
        settings.STORAGES = settings.STORAGES | {
            "private": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": str(blocked)},
            }
        }
        assert list(storage_problems()) == ["private"]
        assert not self.states(administrator)["Dosya alanı"]

    def test_search_is_done_when_it_knows_every_page(self, administrator):
        from tests.factories.toolkits import make_toolkit

        assert self.states(administrator)["Arama"]
        make_toolkit()
        assert not self.states(administrator)["Arama"]
        outbox.deliver_all()
        assert self.states(administrator)["Arama"]


def test_a_database_that_is_not_migrated_is_said(monkeypatch):
    from django.db.migrations.executor import MigrationExecutor

    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
    with pytest.raises(CommandError, match="not migrated"):
        run(*WHO)
