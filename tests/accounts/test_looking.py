"""Seeing the site as another person: who may, that nothing is written, that it ends, and that she is told."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts.access import can_look_as
from accounts.looking import LOOKING, LookingAsMiddleware, is_closed
from accounts.models import Consent, Role, User
from accounts.services import end_looking, revoke_role
from core import outbox
from core.models import AuditEntry
from files.models import Rendition
from tests.factories.accounts import UserFactory, give_role, sign_in_fresh
from tests.factories.enrolments import make_membership
from tests.factories.pages import make_home
from tests.factories.programmes import CohortFactory, ProgrammeFactory
from tests.factories.toolkits import make_document, make_picture
from tests.routes.resolver import all_routes
from toolkits.library.models import Download

pytestmark = pytest.mark.django_db
WHY = {"reason": "Dersini bulamıyor"}
BANNER = "gibi görüyorsunuz"


@pytest.fixture
def cohort():
    return CohortFactory(name="İzmir grubu")


@pytest.fixture
def trainee(cohort):
    person = UserFactory(first_name="Gülşah", last_name="Iğdırlı", email="gulsah@ornek.test")
    return make_membership(cohort, person).user


@pytest.fixture
def administrator(client):
    return sign_in_fresh(client, UserFactory(is_superuser=True, first_name="Nûrân", last_name="Çağlar"))


@pytest.fixture
def looking(client, administrator, trainee):
    """The administrator's browser, looking as the trainee."""
    assert client.post(f"/people/{trainee.uuid}/look/", WHY).status_code == 302
    return client


def entries(action):
    return list(AuditEntry.objects.filter(action=f"accounts.looking_{action}").order_by("pk"))


class TestWhoMay:
    @pytest.mark.parametrize(
        ("role", "is_allowed"),
        [
            (None, True),
            (Role.TRAINER, True),
            (Role.EDITOR, True),
            (Role.PROGRAMME_OFFICER, True),
            (Role.ADMINISTRATOR, False),
        ],
    )
    def test_an_administrator_everybody_below_her(self, client, administrator, role, is_allowed):
        person = UserFactory()
        if role:
            give_role(person, role)
        answer = client.post(f"/people/{person.uuid}/look/", WHY)
        assert answer.status_code == (302 if is_allowed else 404)
        assert (LOOKING in client.session) is is_allowed
        page = client.get(f"/people/{person.uuid}/") if not is_allowed else None
        assert page is None or "/look/" not in page.content.decode()

    def test_nobody_herself_no_other_superuser_no_closed_account(self, client, administrator, trainee):
        User.objects.filter(pk=trainee.pk).update(is_active=False)
        for person in (administrator, UserFactory(is_superuser=True), trainee):
            assert client.post(f"/people/{person.uuid}/look/", WHY).status_code == 404
        assert not entries("began")

    def test_an_officer_people_of_hers_below_her(self, cohort, trainee):
        officer = UserFactory()
        here = {"kind": "programme", "identifier": cohort.programme_id}
        give_role(officer, Role.PROGRAMME_OFFICER, **here)
        trainer, colleague, editor, marked = (UserFactory() for _ in range(4))
        give_role(trainer, Role.TRAINER, kind="cohort", identifier=cohort.pk)
        give_role(colleague, Role.PROGRAMME_OFFICER, **here)
        for person in (editor, marked):
            give_role(person, Role.TRAINER, kind="cohort", identifier=cohort.pk)
        give_role(editor, Role.EDITOR)
        User.objects.filter(pk=marked.pk).update(is_staff=True)
        far = CohortFactory(track__programme=ProgrammeFactory(name_tr="Uzak"))
        stranger = make_membership(far).user
        both = make_membership(cohort).user
        make_membership(far, both)
        everybody = (trainee, trainer, colleague, editor, marked, stranger, both, officer)
        people = User.objects.in_bulk([person.pk for person in everybody])
        allowed = [person for person in everybody if can_look_as(officer, people[person.pk])]
        assert allowed == [trainee, trainer]
        browser = Client()
        sign_in_fresh(browser, officer)
        for person in (colleague, stranger, both, officer):
            assert browser.post(f"/people/{person.uuid}/look/", WHY).status_code == 404

    @pytest.mark.parametrize("role", [None, Role.TRAINER, Role.MENTOR, Role.EDITOR])
    def test_nobody_else(self, client, trainee, cohort, role):
        person = UserFactory()
        if role:
            give_role(person, role)
        sign_in_fresh(client, person)
        assert client.post(f"/people/{trainee.uuid}/look/", WHY).status_code == 404

    def test_a_proof_and_a_reason_are_asked_for_and_opening_the_page_begins_nothing(self, client, trainee):
        administrator = UserFactory(is_superuser=True)
        client.force_login(administrator, backend="accounts.backends.IdentifierBackend")
        page = f"/people/{trainee.uuid}/look/"
        assert "/reauthenticate/" in client.post(page, WHY)["Location"]
        sign_in_fresh(client, administrator)
        assert client.get(page).status_code == 200
        assert client.post(page, {"reason": " "}).status_code == 422
        assert LOOKING not in client.session
        assert not entries("began")


class TestReading:
    def test_every_page_is_hers_and_says_so(self, looking, trainee):
        make_home()
        for path in ("/", "/dashboard/", "/no/such/page/", "/people/"):
            answer = looking.get(path)
            html = answer.content.decode()
            assert BANNER in html, path
            assert "Gülşah Iğdırlı" in html
            assert "/people/looking/end/" in html
            assert answer["Cache-Control"] == "private, no-store"
        # What is the administrator's is not open to the person.
        assert looking.get("/people/").status_code == 403

    def test_nothing_that_reading_notes_down_is_kept(self, looking, trainee):
        document = make_document()
        answer = looking.get(f"/download/{document.pk}/")
        assert answer.status_code == 200
        assert not Download.objects.exists()
        before = trainee.last_login
        looking.get("/dashboard/")
        trainee.refresh_from_db()
        assert trainee.last_login == before
        own = Client()
        own.force_login(trainee)
        own.get(f"/download/{document.pk}/")
        assert Download.objects.count() == 1

    def test_a_picture_shown_for_the_first_time_leaves_no_row_no_file_and_no_memory(self, trainee):
        picture = make_picture()
        shown = []

        def view(request):
            shown.append(picture.get_rendition("width-40").file.name)
            return self._page(picture)

        request = RequestFactory().get("/")
        administrator = UserFactory(is_superuser=True)
        request.COOKIES["imece_session"] = "x"
        request.user = administrator
        request.session = {LOOKING: {"number": 1, "person": trainee.pk, "until": time.time() + 60}}
        LookingAsMiddleware(view)(request)
        assert not Rendition.objects.exists()
        assert not default_storage.exists(shown[0])
        again = picture.get_rendition("width-40")
        assert Rendition.objects.filter(pk=again.pk).exists()

    @staticmethod
    def _page(picture):
        from django.http import HttpResponse

        return HttpResponse(Template("{{ one.title }}").render(Context({"one": picture})))

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_nothing_can_be_sent(self, looking, trainee, method):
        path = reverse("accounts:consent-change", args=["news"])
        answer = getattr(looking, method)(path, {"decision": "give"})
        assert answer.status_code == 403
        html = answer.content.decode()
        assert "Hiçbir şey değişmedi" in html
        assert BANNER in html
        assert not Consent.objects.exists()

    def test_a_part_of_a_page_is_told_by_loading_it_again(self, looking):
        path = reverse("accounts:consent-change", args=["news"])
        answer = looking.post(path, {"decision": "give"}, headers={"HX-Request": "true"})
        assert (answer.status_code, answer["HX-Refresh"]) == (403, "true")
        assert "Hiçbir şey değişmedi" in looking.get("/dashboard/").content.decode()

    def test_looking_through_one_person_at_another_is_sending_too(self, looking):
        assert looking.post(f"/people/{UserFactory().uuid}/look/", WHY).status_code == 403

    @pytest.mark.parametrize(
        "path",
        [
            "/cms/",
            "/accounts/profile/",
            "/accounts/profile/phone/",
            "/accounts/2fa/",
            "/accounts/2fa/recovery-codes/",
            "/accounts/password/change/",
            "/accounts/email/",
            "/accounts/sessions/",
            "/accounts/logout/",
            "/card/",
        ],
    )
    def test_what_stays_closed(self, looking, path):
        answer = looking.get(path)
        assert answer.status_code == 403
        assert "Bu sayfa kapalı kalır" in answer.content.decode()

    @pytest.mark.parametrize(
        "name", ["privacy:overview", "privacy:data", "privacy:data-json", "notifications:preferences"]
    )
    def test_what_is_kept_about_her_stays_closed_too(self, looking, name):
        assert looking.get(reverse(name)).status_code == 403

    def test_no_address_of_an_account_or_an_export_is_forgotten(self):
        routes = [route for route in all_routes() if route.name]
        open_ones = {
            route.name
            for route in routes
            if not is_closed(route.name, f"/{route.template}")
            and (
                route.module.startswith("allauth")
                or "/export" in route.template
                or route.name.startswith("privacy:")
            )
        }
        assert open_ones == set()
        assert sum("export" in route.name for route in routes) >= 3

    def test_no_shared_page_is_made_of_it(self, kept_pages, looking):
        make_home()
        assert BANNER in looking.get("/").content.decode()
        visitor = Client()
        for _time in range(2):
            assert BANNER not in visitor.get("/").content.decode()
        assert visitor.get("/")["X-Cache"] == "hit"
        answer = looking.get("/")
        assert "X-Cache" not in answer
        assert BANNER in answer.content.decode()

    def test_staff_without_a_second_factor_can_be_helped(self, client, administrator):
        person = UserFactory()
        give_role(person, Role.TRAINER).user.authenticator_set.all().delete()
        client.post(f"/people/{person.uuid}/look/", WHY)
        assert client.get("/teach/").status_code == 200


class TestEnding:
    def test_by_the_button(self, looking, trainee, administrator):
        answer = looking.post("/people/looking/end/")
        assert answer["Location"] == f"/people/{trainee.uuid}/"
        html = looking.get(answer["Location"]).content.decode()
        assert BANNER not in html
        assert [(entry.actor, entry.data["how"]) for entry in entries("ended")] == [(administrator, "button")]
        assert looking.get("/people/looking/end/").status_code == 405

    def test_after_half_an_hour(self, looking, administrator):
        with time_machine.travel(timezone.now() + timedelta(minutes=29)):
            assert BANNER in looking.get("/dashboard/").content.decode()
        with time_machine.travel(timezone.now() + timedelta(minutes=31)):
            assert BANNER not in looking.get("/dashboard/").content.decode()
        assert [entry.data["how"] for entry in entries("ended")] == ["time"]

    def test_what_is_sent_in_that_moment_is_not_done_as_oneself(self, looking, administrator):
        path = reverse("accounts:consent-change", args=["news"])
        with time_machine.travel(timezone.now() + timedelta(minutes=31)):
            answer = looking.post(path, {"decision": "give"})
        assert answer.status_code == 403
        assert "Hiçbir şey gönderilmedi" in answer.content.decode()
        assert not Consent.objects.exists()

    def test_a_form_opened_before_the_end_is_worth_nothing_after_it(self, administrator, trainee):
        browser = Client(enforce_csrf_checks=True)
        sign_in_fresh(browser, administrator)
        browser.get(f"/people/{trainee.uuid}/look/")
        token = browser.cookies["imece_csrf"].value
        answer = browser.post(f"/people/{trainee.uuid}/look/", WHY | {"csrfmiddlewaretoken": token})
        assert answer.status_code == 302
        browser.post("/people/looking/end/", {"csrfmiddlewaretoken": token})
        assert LOOKING not in browser.session
        path = reverse("accounts:consent-change", args=["news"])
        assert browser.post(path, {"csrfmiddlewaretoken": token}).status_code == 403
        fresh = browser.cookies["imece_csrf"].value
        assert browser.post(path, {"csrfmiddlewaretoken": fresh}).status_code == 302

    def test_with_the_right(self, looking, trainee):
        give_role(trainee, Role.ADMINISTRATOR)
        assert BANNER not in looking.get("/dashboard/").content.decode()
        assert [entry.data["how"] for entry in entries("ended")] == ["rights"]

    def test_with_the_role_of_the_one_who_looks(self, cohort, trainee):
        officer, browser = UserFactory(), Client()
        role = give_role(officer, Role.PROGRAMME_OFFICER, kind="programme", identifier=cohort.programme_id)
        sign_in_fresh(browser, officer)
        browser.post(f"/people/{trainee.uuid}/look/", WHY)
        assert BANNER in browser.get("/dashboard/").content.decode()
        revoke_role(assignment=role, by=None, reason="x")
        assert BANNER not in browser.get("/dashboard/").content.decode()

    def test_signing_out_means_oneself(self, looking, trainee):
        assert looking.post("/accounts/logout/").status_code == 302
        assert "_auth_user_id" not in looking.session
        assert [entry.data["how"] for entry in entries("ended")] == ["sign-out"]

    def test_of_a_closed_browser_is_noted_once(self, looking, administrator, trainee):
        outbox.deliver_all()
        assert not entries("ended")
        with time_machine.travel(timezone.now() + timedelta(minutes=31)):
            outbox.deliver_all()
            looking.get("/dashboard/")
        end_looking(number=entries("began")[0].pk, how="time")
        assert [(entry.actor, entry.data["how"]) for entry in entries("ended")] == [(administrator, "time")]

    def test_ended_in_another_tab_the_button_leads_home(self, client, administrator):
        assert client.post("/people/looking/end/")["Location"] == reverse("lms:teach-home")


class TestTold:
    def test_the_log_names_who_really_looked_and_why(self, looking, administrator, trainee):
        (entry,) = entries("began")
        assert (entry.actor, entry.object_id, entry.reason) == (
            administrator,
            str(trainee.pk),
            WHY["reason"],
        )

    def test_she_gets_a_message_and_reads_it_on_her_profile(self, looking, trainee, mails):
        mail = next(mail for mail in mails() if "gulsah@ornek.test" in mail.to)
        assert "Nûrân Çağlar" in mail.subject
        assert WHY["reason"] in mail.text
        own = Client()
        own.force_login(trainee)
        html = own.get("/accounts/profile/").content.decode()
        assert "Nûrân Çağlar" in html
        assert WHY["reason"] in html
        assert "En fazla yarım saat" in html
        looking.post("/people/looking/end/")
        assert "Hiçbir şey değiştirilemedi" in own.get("/accounts/profile/").content.decode()

    def test_nobody_elses_profile_says_so(self, looking):
        other = Client()
        other.force_login(UserFactory())
        assert WHY["reason"] not in other.get("/accounts/profile/").content.decode()
