"""Look up, in a site with the demo programme, what the browser tests need to know; print it as one line of JSON.

Sessions of demo people (so that only the tests of signing in sign in), the key pages of each role, and the right
answers of the quiz.
"""

import json
from urllib.parse import urlsplit

import django

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from core.pages import BasePage
from demo.keys import key_uuid
from demo.signins import totp_secret
from lms.attendance.models import ClassSession
from lms.certificates.models import Certificate
from lms.courses.models import CourseIndexPage, CoursePage
from lms.courses.rules.reading import ActivityOutline, CourseOutline
from lms.courses.selectors.reading import newest_edition, outline_for
from lms.enrolments.models import Enrolment
from lms.programmes.models import Cohort
from lms.quizzes.models import Attempt, QuestionVersion, Quiz
from pages.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from toolkits.collections.models import Collection
from toolkits.library.models import GuideChapterPage, GuideIndexPage, GuidePage, ToolkitIndexPage, ToolkitPage

PEOPLE = [
    "administrator", "programme-officer", "editor", "trainer-izmir", "trainer-bursa", "mentor", "firm-contact",
    "ca-ipek", "ca-begum", "op-sukran", "op-gulsah", "op-muzeyyen", "op-hatice", "op-cigdem", "op-ummuhan",
    "op-zisan", "op-leyla", "op-sevgul",
]  # fmt: skip


def person(key: str) -> User:
    """Return the demo person of this key."""
    return User.objects.get(uuid=key_uuid("person", key))


def cookie_of(key: str) -> str:
    """Return the cookie of a new session of a demo person."""
    user = person(key)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def page_address(kind: type[BasePage], **filters: object) -> str:
    """Return the address of the first Turkish live page of a kind."""
    page = kind.objects.live().filter(locale__language_code="tr", **filters).order_by("pk").first()
    assert page is not None, f"no {kind.__name__} {filters}"
    return urlsplit(page.full_url).path


def right_answers(quiz: Quiz) -> dict[str, object]:
    """Return what to answer by question version: choice keys, or a text."""
    versions = QuestionVersion.objects.filter(question__quiz=quiz)
    return {
        str(version.pk): version.right if version.right else version.accepted["tr"][0] for version in versions
    }


def known() -> dict[str, object]:
    """Return everything."""
    five = CoursePage.objects.get(
        translation_key=key_uuid("course", "5s-ve-yalin-calismaya-giris"), locale__language_code="tr"
    )
    siri = CoursePage.objects.get(
        translation_key=key_uuid("course", "dijital-donusume-giris-ve-siri"), locale__language_code="tr"
    )
    outlines = {
        course.pk: outline_for(newest_edition(course.translation_key), "tr") for course in (five, siri)
    }
    quizzes = {pk: first_quiz(outline) for pk, outline in outlines.items()}
    izmir = Cohort.objects.get(name__startswith="İzmir Operatör")
    bursa = Cohort.objects.get(name__startswith="Bursa")
    open_group = Cohort.objects.get(name__startswith="Gaziantep")
    sukran = person("op-sukran")
    certificate = Certificate.objects.get(holder=sukran)
    attempt = Attempt.objects.filter(enrolment__user=sukran).first()
    past = ClassSession.objects.filter(cohort=izmir).order_by("starts_at").first()
    quiz = Quiz.objects.get(pk=quiz_pk(five))
    collection = Collection.objects.filter(owner=person("firm-contact")).first()
    assert attempt and past and collection
    toolkit = page_address(ToolkitPage, is_announced=False, slug__contains="enerji")
    chapter = page_address(GuideChapterPage)
    lesson = outlines[siri.pk].lessons[2]
    visitor = {
        "home": page_address(HomePage),
        "search": "/search/?q=enerji+verimlili%C4%9Fi",
        "search, nothing found": "/search/?q=zzzzqqqq",
        "toolkits": page_address(ToolkitIndexPage),
        "toolkit": toolkit,
        "toolkit, announced": page_address(ToolkitPage, is_announced=True),
        "guides": page_address(GuideIndexPage),
        "guide": page_address(
            GuidePage,
            pk=GuideChapterPage.objects.live()
            .filter(locale__language_code="tr")
            .order_by("pk")
            .first()
            .get_parent()
            .pk,
        ),
        "chapter": chapter,
        "courses": page_address(CourseIndexPage),
        "course": page_address(CoursePage, pk=five.pk),
        "course, announced": page_address(CoursePage, is_announced=True),
        "news": page_address(NewsIndexPage),
        "news item": page_address(NewsPage),
        "standard page": page_address(StandardPage),
        "interest": reverse("pages:firm-interest"),
        "collection": reverse("toolkits:collection-device"),
        "sign in": reverse("account_login"),
        "register": reverse("account_signup"),
        "forgotten password": reverse("account_reset_password"),
        "verify": reverse("lms:certificate-verify", args=[certificate.code]),
        "verify any": reverse("lms:certificate-verify-any"),
        "join": reverse("lms:cohort-join", args=[open_group.join_code]),
        "programme": reverse("lms:programme-detail", args=["kadin-imalat"]),
        "notice": reverse("accounts:notice"),
        "offline": reverse("core:offline"),
        "mailbox": reverse("core:mailbox-list"),
        "codes": reverse("demo:codes"),
        "gallery": reverse("core:gallery"),
        "not found": "/no-such-page/",
    }
    trainee = {
        "dashboard": reverse("lms:dashboard"),
        "course": reverse("lms:course-learn", args=[siri.translation_key]),
        "public course": page_address(CoursePage, pk=siri.pk),
        "lesson": reverse("lms:lesson-detail", args=[siri.translation_key, lesson.key]),
        "quiz": reverse("lms:quiz-detail", args=[siri.translation_key, quizzes[siri.pk].key]),
        "certificates, none": reverse("lms:certificate-list"),
        "join by code": reverse("lms:cohort-join-code"),
        "sessions": reverse("lms:session-list"),
        "profile": reverse("accounts:profile"),
        "notifications": reverse("notifications:list"),
        "how she is told": reverse("notifications:preferences"),
        "my data": reverse("privacy:overview"),
        "all my data": reverse("privacy:data"),
        "who looked": reverse("privacy:access-log"),
        "erasure": reverse("privacy:erasure"),
        "special details": reverse("privacy:special"),
        "name": reverse("accounts:name-edit"),
        "password": reverse("account_change_password"),
        "e-mail": reverse("account_email"),
        "toolkit": toolkit,
        "add to a collection": reverse("toolkits:collection-add")
        + f"?item={ToolkitPage.objects.live().first().translation_key}",
    }
    completed = {
        "dashboard": reverse("lms:dashboard"),
        "course": reverse("lms:course-learn", args=[five.translation_key]),
        "result": reverse("lms:attempt-detail", args=[attempt.uuid]),
        "certificates": reverse("lms:certificate-list"),
        "certificate": reverse("lms:certificate-detail", args=[certificate.uuid]),
    }
    with translation.override("tr"):
        trainer = {
            "teaching": reverse("lms:teach-home"),
            "group": reverse("lms:cohort-detail", args=[izmir.uuid]),
            "progress": reverse("lms:cohort-progress", args=[izmir.uuid]),
            "sessions": reverse("lms:cohort-sessions", args=[izmir.uuid]),
            "plan a session": reverse("lms:session-create", args=[izmir.uuid]),
            "register": reverse("lms:session-register", args=[past.uuid]),
            "new course": reverse("lms:course-create"),
            "builder": reverse("lms:course-builder", args=[five.translation_key]),
            "publish": reverse("lms:course-publish", args=[five.translation_key]),
            "quiz": reverse("lms:quiz-edit", args=[quiz.uuid]),
            "question": f"{reverse('lms:quiz-edit', args=[quiz.uuid])}?new=single",
            "results": reverse("lms:quiz-results", args=[five.translation_key, quizzes[five.pk].key]),
            "waiting": reverse("lms:cohort-waiting", args=[izmir.uuid]),
            "two factors": reverse("mfa_index"),
        }
    firm = {
        "firm": reverse("toolkits:firm-home"),
        "collections": reverse("toolkits:collection-list"),
        "collection": reverse("toolkits:collection-detail", args=[collection.uuid]),
        "dashboard": reverse("lms:dashboard"),
    }
    officer = {
        "teaching": reverse("lms:teach-home"),
        "people": reverse("people:person-list"),
        "person": reverse("people:person-detail", args=[sukran.uuid]),
        "programmes": reverse("lms:programme-list"),
        "programme": reverse("lms:programme-manage", args=[izmir.programme.uuid]),
        "partners": reverse("lms:programme-partners", args=[izmir.programme.uuid]),
        "look as her": reverse("people:looking-begin", args=[sukran.uuid]),
        "erase a person": reverse("privacy:person-erasure", args=[sukran.uuid]),
        "one person, two accounts": reverse("privacy:person-merge", args=[sukran.uuid]),
        "retention": reverse("privacy:retention"),
        "new group": reverse("lms:cohort-create", args=[izmir.programme.uuid]),
        "group settings": reverse("lms:cohort-edit", args=[izmir.uuid]),
        "group courses": reverse("lms:cohort-courses", args=[izmir.uuid]),
        "group trainers": reverse("lms:cohort-trainers", args=[izmir.uuid]),
        "members": reverse("lms:cohort-members", args=[izmir.uuid]),
        "add a member": reverse("lms:member-add", args=[izmir.uuid]),
        "member": reverse("lms:membership-detail", args=[izmir.memberships.first().uuid]),
        "join link": reverse("lms:cohort-join-link", args=[open_group.uuid]),
        "interests": reverse("pages:interest-list"),
        "certificates": reverse("lms:certificate-office"),
    }
    return {
        "cookies": {key: cookie_of(key) for key in PEOPLE},
        "totp": {key: totp_secret(key_uuid("person", key)) for key in PEOPLE},
        "pages": {
            "visitor": visitor, "trainee": trainee, "completed": completed, "trainer": trainer, "firm": firm,
            "officer": officer, "mentor": {"trainees": reverse("lms:mentor-home")},
        },
        "who": {
            "trainee": "ca-ipek", "completed": "op-sukran", "trainer": "trainer-izmir", "firm": "firm-contact",
            "officer": "programme-officer", "mentor": "mentor",
        },
        "join_code": open_group.join_code,
        "groups": {"izmir": str(izmir.uuid), "bursa": str(bursa.uuid), "open": str(open_group.uuid)},
        "courses": {"five": str(five.translation_key), "siri": str(siri.translation_key)},
        "lessons": {
            "five": [lesson.key for lesson in outlines[five.pk].lessons],
            "siri": [lesson.key for lesson in outlines[siri.pk].lessons],
        },
        "quizzes": {"five": quizzes[five.pk].key, "siri": quizzes[siri.pk].key},
        "right": right_answers(quiz) | right_answers(Quiz.objects.get(pk=quiz_pk(siri))),
        "enrolments": Enrolment.objects.count(),
    }  # fmt: skip


def first_quiz(outline: CourseOutline) -> ActivityOutline:
    """Return a course's first quiz; exercises stand beside it."""
    return next(activity for activity in outline.activities if activity.kind == "quiz")


def quiz_pk(course: CoursePage) -> int:
    """Return the quiz whose questions the course's first quiz activity was frozen from."""
    activity = first_quiz(outline_for(newest_edition(course.translation_key), "tr"))
    return QuestionVersion.objects.get(pk=activity.config["versions"][0]).question.quiz_id


if __name__ == "__main__":
    print(json.dumps(known(), default=str))
