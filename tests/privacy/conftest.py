"""A person with something in every table that knows her, and somebody else with the same."""

from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from wagtail.models import Comment, Page
from wagtail.users.models import UserProfile

from accounts.consents import NEWS
from accounts.models import BirthYear, GuardianConsent, KnownDevice, PendingErrand, Role
from accounts.services import make_cards, record_consent
from core import audit
from core.notifications import notify
from lms.attendance.models import AttendanceRecord
from lms.certificates.models import Certificate, CertificateFile, CertificateRevocation
from lms.enrolments.models import EnrolmentMove
from lms.progress.models import ActivityCompletion, CourseCompletion
from lms.quizzes.models import LateAnswer
from lms.quizzes.services.attempts import GivenAnswer, save_answers, start_attempt, submit_attempt
from notifications.models import BouncingAddress, Choice, Delivery, Notification, PushSubscription, ToldHow
from organisations.models import FirmInterest
from privacy.services.special import tell_special
from search.models import SavedSearch
from tests.factories.accounts import UserFactory, give_role
from tests.factories.attendance import make_session
from tests.factories.courses import make_course
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.h5p import fill_package, make_version
from tests.factories.programmes import CohortFactory, add_course
from tests.factories.quizzes import add_short, make_quiz, publish_quiz
from tests.factories.videos import make_report, make_watch
from toolkits.collections.models import Collection, CollectionItem


@pytest.fixture
def ground(db):
    """What people have in common: a group with a course and a quiz, an officer who runs the programme."""
    officer = UserFactory(username="gorevli", first_name="Görevli", last_name="Kişi")
    cohort = CohortFactory()
    course = make_course(title="Etiket okuma")
    quiz = make_quiz(by=None)
    add_short(quiz)
    edition = publish_quiz(quiz, course=course)
    add_course(cohort, course)
    give_role(officer, Role.PROGRAMME_OFFICER, kind="programme", identifier=cohort.programme_id)
    session = make_session(cohort)
    version = make_version(by=officer)
    config = {"file": "0" * 40, "length_ms": 100_000}
    film = SimpleNamespace(key=edition.quiz_activity.key, config=config)
    return SimpleNamespace(
        officer=officer, cohort=cohort, edition=edition, session=session, version=version, film=film
    )


def fill(person, ground, mark):
    """Something in every table; `mark` stands in every text that is hers."""
    cohort, edition, officer = ground.cohort, ground.edition, ground.officer
    EmailAddress.objects.get_or_create(
        user=person, email=person.email, defaults={"primary": True, "verified": True}
    )
    EmailAddress.objects.create(user=person, email=f"iki-{mark}@ornek.test".lower(), verified=False)
    record_consent(user=person, purpose=NEWS, is_given=True)
    make_cards(users=[person], by=officer)
    UserSession.objects.create(
        user=person, ip="192.0.2.7", session_key=f"s{person.pk:030}", user_agent=f"Firefox {mark}"
    )
    Authenticator.objects.create(user=person, type="recovery_codes", data={"seed": mark})
    give_role(person, Role.FIRM_CONTACT, kind="firm", identifier=person.pk)
    person.role_assignments.update(reason=mark, granted_by=officer)
    membership = make_membership(cohort, user=person)
    enrolment = make_enrolment(edition=edition, membership=membership)
    EnrolmentMove.objects.create(
        enrolment=enrolment, from_edition=edition, to_edition=edition, moved_by=officer, reason=mark
    )
    ActivityCompletion.objects.create(
        enrolment=enrolment, activity_key=edition.quiz_activity.key, source="server", evidence="attempt:1"
    )
    attempt = start_attempt(enrolment=enrolment, activity=edition.quiz_activity, number=1)
    answers = [GivenAnswer(version, {"text": f"Kırmızı {mark}"}, 1) for version in attempt.question_versions]
    save_answers(attempt=attempt, answers=answers)
    submit_attempt(attempt=attempt)
    LateAnswer.objects.create(
        attempt=attempt, question_version_id=answers[0].question_version_id, answer={"text": mark}
    )
    fill_package(
        user=person,
        enrolment=enrolment,
        activity_key=edition.quiz_activity.key,
        version=ground.version,
        mark=mark,
    )
    watch = make_watch(enrolment, ground.film)
    make_report(watch)
    AttendanceRecord.objects.create(
        session=ground.session, membership=membership, presence="excused", recorded_by=officer, reason=mark,
        idempotency_key=f"k-{person.pk}",
    )  # fmt: skip
    completion = CourseCompletion.objects.create(enrolment=enrolment, edition=edition, trace={"done": True})
    certificate = Certificate.objects.create(
        completion=completion,
        holder=person,
        holder_name=person.get_full_name(),
        course_titles={"tr": "Etiket"},
    )
    path = f"certificates/{certificate.uuid}/tr.pdf"
    storages["private"].save(path, ContentFile(f"%PDF {mark}".encode()))
    CertificateFile.objects.create(certificate=certificate, language="tr", path=path, sha256="0" * 64)
    CertificateRevocation.objects.create(
        certificate=certificate, reason=mark, asked_by=officer, approved_by=UserFactory(),
        approved_at=timezone.now(),
    )  # fmt: skip
    collection = Collection.objects.create(owner=person, title=mark)
    CollectionItem.objects.create(collection=collection, page_key=collection.uuid, note=mark)
    FirmInterest.objects.create(
        firm_name=mark, person_name=mark, email=person.email.upper(), message=mark, consent_version="1"
    )
    Comment.objects.create(page=Page.objects.first(), user=person, text=mark, contentpath="title")
    UserProfile.get_for_user(person)
    KnownDevice.objects.create(user=person, device_hash="0" * 64, name=f"Firefox {mark}")
    PendingErrand.objects.create(user=person, address=f"/gruplar/{mark}/")
    told = Notification.objects.create(
        recipient=person, kind="welcome", event_key="fill", values={"name": mark}
    )
    Delivery.objects.create(notification=told, channel="email", state="failed", last_error=mark)
    Choice.objects.create(user=person, kind="reminder", channel="email", is_on=False)
    ToldHow.objects.create(user=person, digest="daily")
    PushSubscription.objects.create(
        user=person, endpoint=f"https://fcm.googleapis.com/{person.pk}", name=mark
    )
    BouncingAddress.objects.create(address_key=person.email_key, reason=mark)
    BirthYear.objects.create(user=person, year=1990, told_by=officer)
    GuardianConsent.objects.create(
        user=person, guardian_name=mark, way="paper", given_on=timezone.localdate(), recorded_by=officer
    )
    SavedSearch.objects.create(owner=person, query=mark, language="tr")
    tell_special(person=person, kind="disability", text=f"Rampa {mark}", agrees=True)
    audit.record(action="accounts.closed", actor=officer, about=person, reason=mark, data={"x": mark})
    audit.record(action="certificate.revoked", actor=officer, about=certificate, reason=mark)
    notify(user=person, kind="welcome", key=f"k{person.pk}", context={"name": mark})
    return SimpleNamespace(
        person=person, membership=membership, enrolment=enrolment, certificate=certificate, path=path
    )


@pytest.fixture
def two_people(ground):
    """The one whom it is about, and a neighbour in everything."""
    her = UserFactory(
        username="silinecek", email="Silinecek@ornek.test", phone="0532 111 22 33", first_name="Silgülşah",
        last_name="Silinecekoğlu",
    )  # fmt: skip
    other = UserFactory(
        username="komsu", email="komsu@ornek.test", phone="0532 444 55 66", first_name="Komşu"
    )
    return SimpleNamespace(
        ground=ground, her=fill(her, ground, "MARKA-7731"), other=fill(other, ground, "KALIR-2")
    )
