"""A small world with everything twice: what the people of a role have to do with ("near"), and what is others' ("far").

Every text of the far side holds FAR, so that a page which shows any of it is found out.
"""

import tempfile
import time
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.mail import get_connection, send_mail
from django.test import Client
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from accounts.groups import ensure_groups, sync_groups
from accounts.models import Role
from core.mailbox.messages import newest_messages
from lms.certificates.models import Certificate, CertificateFile, CertificateRevocation
from lms.certificates.services import issue_certificate
from lms.courses.models import LessonPage, ModulePage
from lms.courses.selectors.reading import outline_for
from lms.courses.services.preview import preview_token
from lms.enrolments.models import EnrolmentMove
from lms.h5p.models import H5PVersion
from lms.h5p.services import import_package
from lms.progress.models import CourseCompletion
from lms.quizzes.services.attempts import GivenAnswer, save_answers, start_attempt, submit_attempt
from lms.xapi.services import start_launch
from notifications.models import Notification, PushSubscription
from notifications.tokens import unsubscribe_address
from organisations.models import FirmInterest
from privacy.models import DataCopy
from privacy.services import look_for_old_rows, merge_accounts
from search.models import SavedSearch
from tests.factories.accounts import UserFactory, give_role
from tests.factories.attendance import make_session
from tests.factories.courses import make_course, make_edition_row
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.h5p import add_package, fill_package
from tests.factories.organisations import FirmFactory, TrainingCentreFactory
from tests.factories.pages import make_home
from tests.factories.programmes import CohortFactory, ProgrammeFactory, TrackFactory, add_course
from tests.factories.quizzes import add_multiple, add_short, make_quiz, publish_quiz
from tests.factories.taxonomy import ProvinceFactory, SectorFactory
from tests.factories.toolkits import (
    make_collection_folder,
    make_document,
    make_guide,
    make_picture,
    make_toolkit,
    root_collection,
)
from tests.factories.videos import add_video, make_film
from tests.h5p_packages import build_package
from tests.routes.passkey import make_passkey
from toolkits.collections.services import create_collection, share_collection

ROLES = (
    "visitor", "registered", "trainee", "trainer", "mentor", "firm", "officer", "editor", "administrator",
)  # fmt: skip
FAR = "Başkasının"


@dataclass
class Side:
    """The ids of one half of the world, by the names that the table of permissions uses for them."""

    ids: dict[str, Any]
    trainee: Any
    rows: dict[str, Any]


@dataclass
class World:
    near: Side
    far: Side
    people: dict[str, Any]
    clients: dict[str, Client] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        """A browser of somebody of this role, signed in as it was when the world was made."""
        client = self.clients.setdefault(role, Client())
        client.cookies.clear()
        if role in self.cookies:
            client.cookies["imece_session"] = self.cookies[role]
        return client


def make_world() -> World:
    """Write everything into the database. The caller takes it back."""
    make_home()
    ensure_groups()
    near, far = _make_side("Yakın"), _make_side(FAR)
    people = {
        role: UserFactory(username=f"rol-{role}", is_superuser=role == "administrator")
        for role in ROLES
        if role not in ("visitor", "trainee")
    } | {"trainee": near.trainee}
    rows = near.rows
    scopes: list[tuple[str, Role, str, Any]] = [
        ("trainer", Role.TRAINER, "cohort", rows["cohort"]),
        ("trainer", Role.TRAINER, "course", rows["course"]),
        ("mentor", Role.MENTOR, "firm", rows["firm"]),
        ("firm", Role.FIRM_CONTACT, "firm", rows["firm"]),
        ("officer", Role.PROGRAMME_OFFICER, "programme", rows["programme"]),
        ("officer", Role.PROGRAMME_OFFICER, "province", rows["province"]),
        ("editor", Role.EDITOR, "", None),
    ]
    for who, role, kind, row in scopes:
        give_role(people[who], role, kind=kind, identifier=row.pk if row is not None else None)
    for person in people.values():
        sync_groups(person)
    _make_files(near, far)
    world = World(near, far, people)
    near.ids["preview"] = preview_token(course=near.rows["course"], by=people["administrator"])
    far.ids["preview"] = preview_token(course=far.rows["course"], by=people["administrator"])
    for role, person in people.items():
        _sign_in(world, role, person)
    return world


def _sign_in(world: World, role: str, person: Any) -> None:
    client = Client()
    client.force_login(person, backend="accounts.backends.IdentifierBackend")
    session = client.session
    # Proven a moment ago, so that the pages behind "type your password again" are reached, too.
    proof = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [proof]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    world.cookies[role] = session.session_key


def _make_side(word: str) -> Side:
    province = ProvinceFactory(name_tr=f"{word} il")
    firm = FirmFactory(name=f"{word} firma", province=province)
    track = TrackFactory(programme=ProgrammeFactory(name_tr=f"{word} program"), name_tr=f"{word} yol")
    track.programme.provinces.add(province)
    cohort = CohortFactory(track=track, name=f"{word} grup", training_centre=TrainingCentreFactory())
    course = make_course(title=f"{word} eğitim", owner=UserFactory(first_name=word, last_name="Eğitici"))
    quiz = make_quiz(by=course.owner)
    quiz.title_tr = f"{word} test"
    multiple, _short = add_multiple(quiz), add_short(quiz)
    version = _import_package(word)
    add_package(version, course)
    add_video(course, make_film(name="film.mp4"), title=f"{word} film")
    edition = publish_quiz(quiz, course=course)
    add_course(cohort, course)
    trainee = UserFactory(first_name=word, last_name="Kadın")
    membership = make_membership(cohort, user=trainee, firm=firm)
    enrolment = make_enrolment(edition=edition, membership=membership)
    EnrolmentMove.objects.create(enrolment=enrolment, from_edition=edition, to_edition=edition)
    activity = edition.quiz_activity
    attempt = start_attempt(enrolment=enrolment, activity=activity, number=1)
    answers = [
        GivenAnswer(version, {"choices": ["b"], "text": "Kırmızı"}, 1)
        for version in attempt.question_versions
    ]
    save_answers(attempt=attempt, answers=answers)
    submit_attempt(attempt=attempt)
    open_attempt = start_attempt(enrolment=enrolment, activity=activity, number=2)
    package = outline_for(edition, "tr").activities[0]
    video = next(one for one in outline_for(edition, "tr").activities if one.kind == "video")
    launch = fill_package(
        user=trainee, enrolment=enrolment, activity_key=package.key, version=version, mark=word
    )
    library = version.main_library
    _launch, player = start_launch(
        user=trainee,
        kind="h5p",
        version_key=version.uuid,
        enrolment=enrolment,
        activity_key=uuid.UUID(package.key),
    )
    waiting = make_membership(
        cohort, user=UserFactory(first_name=word, last_name="Bekleyen"), state="waiting"
    )
    asked, certificate = _make_certificate(cohort, word), _make_certificate(cohort, word, holder=trainee)
    officer = UserFactory(first_name=word, last_name="Görevli")
    revocation = CertificateRevocation.objects.create(certificate=asked, reason=word, asked_by=officer)
    collection = create_collection(owner=trainee, title=f"{word} koleksiyon", firm=firm)
    session = make_session(cohort, course=course, title=f"{word} oturum")
    interest = FirmInterest.objects.create(
        firm_name=f"{word} ilgi", person_name=word, email="a@b.test", province=province, consent_version="1"
    )
    device = UserSession.objects.create(
        user=trainee, session_key=uuid.uuid4().hex, ip="127.0.0.1", user_agent=word
    )
    passkey = make_passkey(trainee, word)
    tutor = UserFactory(first_name=word, last_name="Davetli", password=make_password(None))
    role = give_role(tutor, Role.TRAINER, kind="cohort", identifier=cohort.pk)
    told = Notification.objects.create(
        recipient=trainee,
        kind="firm_interest",
        event_key=word,
        values={"firm_name": word, "address": "/guides/"},
    )
    modules, lessons = ModulePage.objects.descendant_of(course), LessonPage.objects.descendant_of(course)
    twins = [UserFactory(first_name=word, last_name="Çift") for _number in range(2)]
    make_membership(cohort, user=twins[0])
    merge = merge_accounts(kept=twins[0], closed=twins[1], by=officer, reason=word)
    copy = DataCopy.objects.create(
        person=trainee, made_at=timezone.now(), expires_at=timezone.now() + timedelta(days=7), size=1,
        path=storages["private"].save(f"copies/{uuid.uuid4()}.zip", ContentFile(b"PK")),
    )  # fmt: skip
    # Read now, so that nobody's first look makes it (and a refused one's does not).
    outline_for(edition, "tr")
    ids = {
        "course": course.translation_key, "module": modules[0].translation_key, "lesson": lessons[0].translation_key,
        "activity": activity.key, "quiz": quiz.uuid, "question": multiple.uuid, "attempt": open_attempt.uuid,
        "handed-in": attempt.uuid, "cohort": cohort.uuid, "card-member": membership.uuid, "join-code": cohort.join_code, "membership": waiting.uuid,
        "session": session.uuid, "certificate": certificate.uuid, "code": certificate.code,
        "revocation": revocation.pk, "programme": track.programme.code, "firm": firm.uuid,
        "collection": collection.uuid, "token": share_collection(collection=collection), "interest": interest.uuid,
        "device": device.pk, "edition": edition.number, "passkey": passkey.pk, "tutor": tutor.uuid, "role": role.pk,
        "push-device": PushSubscription.objects.create(user=trainee, endpoint=f"https://fcm.googleapis.com/{trainee.pk}").uuid,
        "notification": told.uuid, "unsubscribe-token": unsubscribe_address(trainee, "reminder").split("/")[-2],
        "programme-id": track.programme.uuid, "track": track.code, "copy": copy.uuid, "merge": merge.uuid,
        "package": version.package.uuid, "package-activity": package.key, "video-activity": video.key, "launch": launch.uuid,
        "package-attempt": launch.attempt.uuid, "player": player, "package-file": "images/helmet.png",
        "library-sha": library.sha256, "library-file": sorted(library.files)[0],
        "retention-run": look_for_old_rows().uuid,
    }  # fmt: skip
    rows = {
        "cohort": cohort,
        "course": course,
        "firm": firm,
        "programme": track.programme,
        "province": province,
    }
    return Side(ids, trainee, rows | {"lesson": lessons[0], "module": modules[0], "quiz": quiz})


def _import_package(word: str) -> H5PVersion:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "package.h5p"
        path.write_bytes(build_package("plain", title=f"{word} paket"))
        return import_package(path=path)


def _make_certificate(cohort: Any, word: str, holder: Any = None) -> Certificate:
    course = make_course(title=f"{word} bitmiş eğitim", lessons=1, offers_certificate=True)
    holder = holder or UserFactory(first_name=word, last_name="Sertifikalı")
    membership = cohort.memberships.filter(user=holder).first() or make_membership(cohort, user=holder)
    enrolment = make_enrolment(edition=make_edition_row(course), membership=membership)
    completion = CourseCompletion.objects.create(
        enrolment=enrolment, edition=enrolment.edition, trace={"items": []}
    )
    certificate = issue_certificate(completion=completion)
    assert certificate is not None
    path = storages["private"].save(f"certificates/{certificate.uuid}/tr.pdf", ContentFile(b"%PDF-1.4"))
    CertificateFile.objects.create(certificate=certificate, language="tr", path=path, sha256="0" * 64)
    return certificate


def _make_files(near: Side, far: Side) -> None:
    """What belongs to nobody. The far ones lie in a folder that is open to no group, and behind a private page."""
    kept = get_connection("core.mailbox.backend.FolderBackend")
    send_mail(
        "Konu", "Metin http://testserver/", None, ["a@b.test"], html_message="<head><p>x", connection=kept
    )
    folder = make_collection_folder()
    CollectionViewRestriction.objects.create(collection=folder, restriction_type="groups")
    for side, place in ((near, root_collection()), (far, folder)):
        document, picture = make_document(collection=place), make_picture(collection=place)
        toolkit = make_toolkit(documents=[document], sectors=[SectorFactory()], courses=[side.rows["course"]])
        side.ids |= {
            "document": document.pk, "file-name": document.filename, "page": toolkit.url_path.split("/", 2)[2],
            "image": picture.get_rendition("width-100").file.name, "mail": newest_messages(1)[0].name,
            "page-key": toolkit.translation_key, "purpose": "news", "language": "tr", "icon-size": 192, "kind": "single", "tool": "quiz",
        }  # fmt: skip
        saved = SavedSearch.objects.create(
            owner=side.trainee, query=FAR if side is far else "enerji", language="tr"
        )
        side.ids["saved-search"] = saved.uuid
        side.rows |= {"document": document, "picture": picture, "toolkit": toolkit}
    PageViewRestriction.objects.create(page=far.rows["toolkit"], restriction_type="groups")
    make_guide()
