"""Own certificates, the public check, and taking one back."""

from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from core.models import AuditEntry
from core.outbox import deliver_all
from lms.certificates.exceptions import AlreadyAsked, AlreadyRevoked, SecondPersonNeeded
from lms.certificates.models import Certificate, CertificateRevocation
from lms.certificates.services import (
    approve_revocation,
    ask_revocation,
    decline_revocation,
    issue_certificate,
)
from lms.certificates.views.verify import MAX_BYTES
from lms.progress.models import CourseCompletion
from tests.factories.accounts import UserFactory, give_role
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.programmes import CohortFactory

pytestmark = pytest.mark.django_db


def pdf_of(certificate, language: str = "tr") -> bytes:
    with storages["private"].open(certificate.files.get(language=language).path) as file:
        return file.read()


def upload(client, address: str, content: bytes, name: str = "sertifika.pdf"):
    return client.post(address, {"file": SimpleUploadedFile(name, content, "application/pdf")})


def officer_of(certificate) -> "UserFactory":
    user = UserFactory()
    programme = certificate.completion.enrolment.membership.cohort.programme_id
    give_role(user, Role.PROGRAMME_OFFICER, kind="programme", identifier=programme)
    return user


class TestOwn:
    def test_list_page_and_download(self, client, certificate):
        client.force_login(certificate.holder)
        assert "İşyerinde Güvenlik ve Sağlık" in client.get("/certificates/").content.decode()
        page = client.get(f"/en/certificates/{certificate.uuid}/").content.decode()
        assert f"/en/certificates/{certificate.uuid}/tr.pdf" in page
        assert f"http://testserver/en/verify/{certificate.code}/" in page
        answer = client.get(f"/certificates/{certificate.uuid}/ar.pdf")
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("attachment")
        assert b"".join(answer.streaming_content) == pdf_of(certificate, "ar")

    def test_being_prepared(self, client, completed):
        certificate = issue_certificate(completion=CourseCompletion.objects.get())
        client.force_login(completed.user)
        page = client.get(f"/en/certificates/{certificate.uuid}/").content.decode()
        assert "being prepared" in page
        assert "lms/js/certificate.js" in page
        assert client.get(f"/certificates/{certificate.uuid}/tr.pdf").status_code == 404
        deliver_all()
        assert "being prepared" not in client.get(f"/en/certificates/{certificate.uuid}/").content.decode()

    @pytest.mark.parametrize(
        ("role", "kind", "status"),
        [
            (None, "", 404),
            (Role.TRAINEE, "", 404),
            (Role.TRAINER, "cohort", 200),
            (Role.TRAINER, "other cohort", 404),
            (Role.PROGRAMME_OFFICER, "programme", 200),
            (Role.PROGRAMME_OFFICER, "other programme", 404),
            (Role.FIRM_CONTACT, "", 404),
            (Role.EDITOR, "", 404),
            (Role.ADMINISTRATOR, "", 200),
        ],
    )
    def test_others_by_role(self, client, certificate, role, kind, status):
        cohort = certificate.completion.enrolment.membership.cohort
        other = CohortFactory()
        scopes = {
            "": None,
            "cohort": cohort.pk,
            "programme": cohort.programme_id,
            "other cohort": other.pk,
            "other programme": other.programme_id,
        }
        user = UserFactory()
        if role:
            give_role(user, role, kind=kind.removeprefix("other "), identifier=scopes[kind])
        client.force_login(user)
        for address in (f"/certificates/{certificate.uuid}/", f"/certificates/{certificate.uuid}/tr.pdf"):
            assert client.get(address).status_code == status

    def test_visitors_sign_in(self, client, certificate):
        for address in (
            "/certificates/",
            f"/certificates/{certificate.uuid}/",
            f"/certificates/{certificate.uuid}/tr.pdf",
        ):
            assert client.get(address).status_code == 302

    @pytest.mark.parametrize("language", ["de", "TR", "..%2Ftr", "x" * 300])
    def test_no_such_language(self, client, certificate, language):
        client.force_login(certificate.holder)
        assert client.get(f"/certificates/{certificate.uuid}/{language}.pdf").status_code == 404

    def test_no_such_certificate(self, client):
        client.force_login(UserFactory())
        assert client.get(f"/certificates/{uuid4()}/").status_code == 404
        assert "No certificate yet" in client.get("/en/certificates/").content.decode()

    def test_dashboard_and_course_lead_to_it(self, client, certificate):
        client.force_login(certificate.holder)
        assert f"/certificates/{certificate.uuid}/" in client.get("/dashboard/").content.decode()
        course = certificate.completion.enrolment.course_key
        assert f"/certificates/{certificate.uuid}/" in client.get(f"/learn/{course}/").content.decode()


class TestVerification:
    def test_valid(self, client, certificate):
        answer = client.get(f"/en/verify/{certificate.code}/")
        page = answer.content.decode()
        for text in ("Valid", "Gülşah Öztürk Iğdırlı", "İşyerinde Güvenlik ve Sağlık", "UNDP Türkiye, TİSK"):
            assert text in page
        assert answer["X-Robots-Tag"] == "noindex"
        for hidden in (
            "Iğdır 2. grup",
            certificate.holder.email,
            certificate.holder.username,
            str(certificate.uuid),
        ):
            assert hidden not in page
        assert not answer.cookies

    @pytest.mark.parametrize("typed", ["{}", "{} ", "{}".upper(), "dashes"])
    def test_the_number_however_it_is_typed(self, client, certificate, typed):
        text = certificate.number if typed == "dashes" else typed.format(certificate.code)
        assert client.get("/verify/", {"code": text}).url == f"/verify/{certificate.code}/"
        assert client.get("/verify/", {"code": text.upper()}).url == f"/verify/{certificate.code}/"

    @pytest.mark.parametrize("code", ["x", "a" * 32, "a" * 500, "%00", "ş" * 32, "<b>"])
    def test_unknown(self, client, certificate, code):
        answer = client.get(f"/en/verify/{code}/")
        assert answer.status_code == 404
        assert "Öztürk Iğdırlı" not in answer.content.decode()
        assert client.get("/en/verify/", {"code": code}).status_code in (200, 404)

    @pytest.mark.parametrize("language", ["tr", "en", "ar"])
    def test_the_file_itself(self, client, certificate, language):
        for address in (f"/en/verify/{certificate.code}/", "/en/verify/"):
            page = upload(client, address, pdf_of(certificate, language)).content.decode()
            assert "The file is genuine" in page
            assert "Gülşah Öztürk Iğdırlı" in page

    def test_one_changed_byte(self, client, certificate):
        content = bytearray(pdf_of(certificate))
        content[len(content) // 2] ^= 1
        for address in (f"/en/verify/{certificate.code}/", "/en/verify/"):
            page = upload(client, address, bytes(content)).content.decode()
            assert "This is not a file that we made" in page
            assert "The file is genuine" not in page

    def test_another_persons_genuine_file_under_this_address(self, client, certificate):
        other = make_enrolment(edition=certificate.completion.edition)
        completion = CourseCompletion.objects.create(
            enrolment=other, edition=other.edition, trace={"is_complete": True, "items": []}
        )
        second = issue_certificate(completion=completion)
        deliver_all()
        page = upload(client, f"/en/verify/{certificate.code}/", pdf_of(second)).content.decode()
        assert "The file is genuine" not in page

    def test_too_big_or_nothing(self, client, certificate):
        address = f"/en/verify/{certificate.code}/"
        assert upload(client, address, b"x" * (MAX_BYTES + 1)).status_code == 413
        assert upload(client, address, b"x" * (MAX_BYTES * 2)).status_code == 413
        assert "Choose a file first" in client.post(address).content.decode()
        assert "Choose a file first" in upload(client, address, b"").content.decode()

    def test_nothing_is_kept(self, client, certificate, settings, tmp_path, monkeypatch):
        folder = tmp_path / "uploads"
        folder.mkdir()
        settings.FILE_UPLOAD_TEMP_DIR = str(folder)
        seen: list = []
        monkeypatch.setattr("tempfile.NamedTemporaryFile", lambda *args, **kwargs: seen.append(args))
        upload(client, "/verify/", b"x" * (MAX_BYTES - 10))
        assert list(folder.iterdir()) == []
        assert seen == []

    @pytest.mark.parametrize(
        "body", [b"", b"--x", b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n']
    )
    def test_broken_uploads(self, client, certificate, body):
        answer = client.post(
            f"/verify/{certificate.code}/", body, content_type="multipart/form-data; boundary=x"
        )
        assert answer.status_code in (200, 400)

    def test_one_query_of_its_own(self, client, certificate):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/verify/{certificate.code}/")
        assert len([query for query in queries if "certificate" in query["sql"]]) == 1


class TestRevoking:
    def test_two_people(self, client, certificate):
        first, second = officer_of(certificate), officer_of(certificate)
        client.force_login(first)
        address = f"/teach/certificates/{certificate.uuid}/revoke/"
        assert client.post(address, {"reason": ""}).status_code == 422
        assert client.post(address, {"reason": "Yanlış kişiye verildi"}).status_code == 302
        assert client.get(f"/en/verify/{certificate.code}/").status_code == 200
        revocation = CertificateRevocation.objects.get()
        client.post(f"/teach/revocations/{revocation.pk}/answer/", {"answer": "approve"})
        revocation.refresh_from_db()
        assert revocation.approved_at is None
        client.force_login(second)
        assert "Yanlış kişiye verildi" in client.get("/teach/certificates/").content.decode()
        client.post(f"/teach/revocations/{revocation.pk}/answer/", {"answer": "approve"})
        revocation.refresh_from_db()
        assert revocation.approved_by == second
        page = client.get(f"/en/verify/{certificate.code}/").content.decode()
        assert "This certificate was revoked" in page
        assert "Öztürk Iğdırlı" not in page
        assert "Yanlış" not in page
        assert list(
            AuditEntry.objects.filter(action__startswith="certificate.").values_list("action", flat=True)
        ) == [
            "certificate.revocation_asked",
            "certificate.revoked",
        ]
        mail.outbox.clear()
        deliver_all()
        assert "Yanlış kişiye verildi" in mail.outbox[0].body

    def test_a_revoked_one_is_not_downloaded_and_its_file_says_so(self, client, certificate):
        content = pdf_of(certificate)
        revocation = ask_revocation(certificate=certificate, reason="x", by=UserFactory())
        approve_revocation(revocation=revocation, by=UserFactory())
        client.force_login(certificate.holder)
        assert client.get(f"/certificates/{certificate.uuid}/tr.pdf").status_code == 404
        assert "Revoked on" in client.get(f"/en/certificates/{certificate.uuid}/").content.decode()
        assert "This certificate was revoked" in upload(client, "/en/verify/", content).content.decode()

    def test_services_refuse(self, certificate):
        asker, other = UserFactory(), UserFactory()
        revocation = ask_revocation(certificate=certificate, reason="x", by=asker)
        with pytest.raises(AlreadyAsked):
            ask_revocation(certificate=certificate, reason="y", by=other)
        with pytest.raises(SecondPersonNeeded):
            approve_revocation(revocation=revocation, by=asker)
        with pytest.raises(IntegrityError), transaction.atomic():
            CertificateRevocation.objects.filter(pk=revocation.pk).update(approved_by=asker)
        approve_revocation(revocation=revocation, by=other)
        with pytest.raises(AlreadyRevoked):
            approve_revocation(revocation=revocation, by=other)
        with pytest.raises(AlreadyRevoked):
            decline_revocation(revocation=revocation, by=other)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            CertificateRevocation.objects.filter(pk=revocation.pk).update(approved_at=None, approved_by=None)

    def test_declined_stays_valid_and_may_be_asked_again(self, client, certificate):
        asker, other = officer_of(certificate), officer_of(certificate)
        revocation = ask_revocation(certificate=certificate, reason="x", by=asker)
        client.force_login(other)
        client.post(f"/teach/revocations/{revocation.pk}/answer/", {"answer": "decline"})
        assert not CertificateRevocation.objects.exists()
        assert "Valid" in client.get(f"/en/verify/{certificate.code}/").content.decode()
        ask_revocation(certificate=Certificate.objects.get(), reason="y", by=asker)

    @pytest.mark.parametrize(
        "role", [None, Role.TRAINER, Role.EDITOR, Role.FIRM_CONTACT, "other officer", "holder"]
    )
    def test_nobody_else(self, client, certificate, role):
        revocation = ask_revocation(certificate=certificate, reason="x", by=UserFactory())
        user = certificate.holder if role == "holder" else UserFactory()
        if role == "other officer":
            give_role(user, Role.PROGRAMME_OFFICER, kind="programme", identifier=CohortFactory().programme_id)
        elif role == Role.TRAINER:
            give_role(
                user, role, kind="cohort", identifier=certificate.completion.enrolment.membership.cohort_id
            )
        elif role and role != "holder":
            give_role(user, role)
        client.force_login(user)
        assert client.get(f"/teach/certificates/{certificate.uuid}/revoke/").status_code == 404
        assert (
            client.post(f"/teach/revocations/{revocation.pk}/answer/", {"answer": "approve"}).status_code
            == 404
        )
        page = client.get("/teach/certificates/")
        assert page.status_code == (200 if role == "other officer" else 404)
        assert "Öztürk Iğdırlı" not in page.content.decode()
        revocation.refresh_from_db()
        assert revocation.approved_at is None

    def test_finding(self, client, certificate):
        client.force_login(officer_of(certificate))
        for words in ("öztürk", "ÖZTÜRK", "gülşah", certificate.number[:12], certificate.code):
            assert (
                "Gülşah Öztürk Iğdırlı" in client.get("/teach/certificates/", {"q": words}).content.decode()
            ), words
        for words in ("yıldız", "zzzz"):
            assert (
                "Gülşah Öztürk Iğdırlı"
                not in client.get("/teach/certificates/", {"q": words}).content.decode()
            )

    def test_the_office_page_does_not_grow(self, client, certificate):
        client.force_login(officer_of(certificate))
        cohort = certificate.completion.enrolment.membership.cohort
        counts = []
        for size in (2, 20):
            while Certificate.objects.count() < size:
                member = make_membership(cohort)
                enrolment = make_enrolment(edition=certificate.completion.edition, membership=member)
                completion = CourseCompletion.objects.create(
                    enrolment=enrolment, edition=enrolment.edition, trace={}
                )
                issue_certificate(completion=completion)
            client.get("/teach/certificates/")
            with CaptureQueriesContext(connection) as queries:
                assert client.get("/teach/certificates/").status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1]


def test_emblem_has_twelve_stars():
    from lms.certificates.rules.emblem import european_emblem_svg

    assert european_emblem_svg().count("M", european_emblem_svg().index("ffcc00")) == 12
