"""Opening a package, the player's document and its files: who gets what, and what a frame may do (statements 24, 37)."""

import json
import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.files.storage import storages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from lms.courses.models import LessonPage
from lms.courses.selectors.reading import outline_for, render_body
from lms.enrolments.services import withdraw
from lms.h5p.rules.frame_policy import SANDBOX
from lms.h5p.services import import_package
from lms.h5p.services.opening import page_token
from lms.xapi.models import ActivityState, Launch
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course
from tests.factories.enrolments import make_enrolment
from tests.factories.h5p import publish_package
from tests.factories.quizzes import make_quiz
from tests.factories.toolkits import make_toolkit
from tests.h5p_packages import build_package

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(tmp_path):
    """Import one of the tests' own packages."""

    def bring(name, **options):
        path = tmp_path / f"{name}.h5p"
        path.write_bytes(build_package(name, **options))
        return import_package(path=path)

    return bring


@pytest.fixture
def playing(bring):
    """A trainee whose course has a package with a picture of its own."""
    version = bring("plain")
    edition = publish_package(version)
    enrolment = make_enrolment(edition=edition)
    client = Client()
    client.force_login(enrolment.user)

    class Playing:
        pass

    found = Playing()
    found.version, found.edition, found.enrolment, found.client = version, edition, enrolment, client
    found.activity = edition.package_activity
    found.asked = {"course": str(edition.course_key), "activity": found.activity.key}
    found.launch = lambda asked=found.asked, client=client: client.post(
        reverse("lms:h5p-launch", args=[version.package.uuid]), json.dumps(asked), "application/json"
    )
    return found


def frame_of(answer):
    """The address of the player, without the host."""
    return answer.json()["frame"].removeprefix("http://testserver")


def given(response):
    """What the player's document hands to its script."""
    text = response.content.decode()
    return json.loads(re.search(r'id="player" type="application/json">(.*?)</script>', text, re.S)[1])


def content_address(frame, path):
    return frame.partition("?")[0].replace("/play/", "/content/") + path


class TestLaunch:
    def test_opens_the_version_of_her_edition(self, playing, bring):
        newer = bring("plain", parameters={"text": "<p>Yeni</p>"})
        playing.version.package.current = newer
        playing.version.package.save()
        answer = playing.launch()
        assert answer.status_code == 200
        launch = Launch.objects.get()
        assert launch.version_key == playing.version.uuid
        assert launch.enrolment == playing.enrolment
        assert str(launch.activity_key) == playing.activity.key
        assert answer.json()["launch"] == str(launch.uuid)

    def test_token_is_random_and_only_its_digest_is_kept(self, playing):
        tokens = {frame_of(playing.launch()).split("/")[3] for _turn in range(3)}
        assert len(tokens) == 3
        assert all(len(token) >= 43 for token in tokens)
        assert not any(token in json.dumps(list(Launch.objects.values()), default=str) for token in tokens)

    @pytest.mark.parametrize("who", ["visitor", "stranger"])
    def test_not_for_others(self, playing, who):
        client = Client()
        if who == "stranger":
            client.force_login(UserFactory())
        answer = playing.launch(client=client)
        assert answer.status_code == {"visitor": 401, "stranger": 404}[who]
        assert not Launch.objects.exists()

    def test_not_without_course_for_a_trainee(self, playing):
        assert playing.launch({}).status_code == 404

    def test_not_for_another_package(self, playing, bring):
        other = bring("scored")
        url = reverse("lms:h5p-launch", args=[other.package.uuid])
        answer = playing.client.post(url, json.dumps(playing.asked), "application/json")
        assert answer.status_code == 404

    def test_not_after_withdrawal(self, playing):
        withdraw(enrolment=playing.enrolment, by=playing.enrolment.user)
        assert playing.launch().status_code == 404

    def test_the_same_attempt_goes_on(self, playing):
        first, second = playing.launch().json(), playing.launch().json()
        assert first["registration"] == second["registration"]
        assert first["launch"] != second["launch"]

    def test_registration_of_another_is_not_taken(self, playing):
        other = make_enrolment(edition=playing.edition)
        client = Client()
        client.force_login(other.user)
        theirs = playing.launch(client=client).json()["registration"]
        mine = playing.launch({**playing.asked, "registration": theirs}).json()["registration"]
        assert mine != theirs

    def test_queries(self, playing):
        playing.launch()
        with CaptureQueriesContext(connection) as queries:
            playing.launch()
        assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) <= 12


class TestDocument:
    def test_runs_in_an_opaque_origin(self, playing):
        response = Client().get(frame_of(playing.launch()))
        assert response.status_code == 200
        policy = response["Content-Security-Policy"]
        sandbox, *rest = policy.split("; ")
        assert sandbox == f"sandbox {SANDBOX}"
        assert "allow-same-origin" not in policy
        assert "default-src 'none'" in rest
        assert "frame-ancestors http://testserver" in rest
        assert "X-Frame-Options" not in response
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "no-store" in response["Cache-Control"]

    def test_may_ask_for_its_own_files_only(self, playing):
        frame = frame_of(playing.launch())
        policy = dict(one.split(" ", 1) for one in Client().get(frame)["Content-Security-Policy"].split("; "))
        own = "http://testserver" + content_address(frame, "")
        assert policy["connect-src"] == f"http://testserver/h5p/lib/ {own}"
        for name in ("script-src", "style-src", "img-src", "font-src", "media-src"):
            hosts = [one for one in policy[name].split() if "'" not in one and not one.endswith(":")]
            assert all(
                one.startswith(("http://testserver/h5p/lib/", own, "http://testserver/static/"))
                for one in hosts
            ), name
        assert policy["form-action"] == policy["frame-src"] == policy["base-uri"] == "'none'"

    def test_reads_and_sets_no_cookie(self, playing):
        frame = frame_of(playing.launch())
        Client().get(frame)
        with CaptureQueriesContext(connection) as without:
            plain = Client().get(frame)
        with CaptureQueriesContext(connection) as with_session:
            signed_in = playing.client.get(frame)
        assert len(without) == len(with_session) <= 6
        assert not any("django_session" in one["sql"] for one in with_session)
        assert not signed_in.cookies
        assert plain.content == signed_in.content

    def test_libraries_in_the_document_not_one_by_one(self, bring):
        version = bring("deep")
        edition = publish_package(version)
        client = Client()
        client.force_login(make_enrolment(edition=edition).user)
        asked = {"course": str(edition.course_key), "activity": edition.package_activity.key}
        answer = client.post(
            reverse("lms:h5p-launch", args=[version.package.uuid]), json.dumps(asked), "application/json"
        )
        frame = frame_of(answer)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(frame)
        assert len(queries) <= 12
        player = given(response)
        assert len(player["directories"]) >= 30
        scripts = re.findall(r'<script src="([^"]+)"', response.content.decode())
        assert len(scripts) == len(player["scripts"]) + 3
        assert scripts[2:-1] == player["scripts"]
        assert player["scripts"][-1].endswith("deep.js") or "ImeceDeep" in player["library"]

    @pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("tr", "ltr"), ("en", "ltr")])
    def test_language_and_direction(self, playing, language, direction):
        frame = frame_of(playing.launch()).partition("?")[0]
        response = Client().get(f"{frame}?language={language}")
        assert f'<html lang="{language}" dir="{direction}"' in response.content.decode()
        texts = given(response)["l10n"]
        assert all(texts.values())

    def test_forged_and_expired(self, playing):
        frame = frame_of(playing.launch())
        assert Client().get(f"/h5p/play/{'x' * 43}/").status_code == 404
        with time_machine.travel(timezone.now() + timedelta(hours=13)):
            response = Client().get(frame)
        assert response.status_code == 410
        assert 'type: "over"' in response.content.decode()
        assert response["Content-Security-Policy"].startswith("sandbox ")

    def test_ends_with_the_session_and_with_the_enrolment(self, playing):
        frame = frame_of(playing.launch())
        address = content_address(frame, "images/helmet.png")
        withdraw(enrolment=playing.enrolment, by=playing.enrolment.user)
        assert Client().get(frame).status_code == 410
        assert Client().get(address).status_code == 410
        playing.enrolment.state = "active"
        playing.enrolment.save()
        assert Client().get(frame).status_code == 200
        playing.client.post(reverse("account_logout"))
        assert Client().get(frame).status_code == 410
        assert Client().get(address).status_code == 410

    def test_a_pages_token_plays_without_a_record(self, playing):
        token = page_token(playing.version.uuid)
        with CaptureQueriesContext(connection) as queries:
            response = Client().get(reverse("lms-frames:play", args=[token]))
        assert response.status_code == 200
        assert not given(response)["saves"]
        assert len(queries) <= 6
        assert not Launch.objects.exists()
        address = reverse("lms-frames:content-file", args=[token, "images/helmet.png"])
        assert Client().get(address).status_code == 200
        assert Client().get(address.replace(token[:8], "AAAAAAAA")).status_code == 404
        with time_machine.travel(timezone.now() + timedelta(hours=25)):
            assert Client().get(address).status_code == 410


class TestFiles:
    def test_content_needs_the_launch_of_its_version(self, playing, bring):
        address = content_address(frame_of(playing.launch()), "images/helmet.png")
        response = Client().get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == "image/png"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response
        assert response["Content-Security-Policy"].endswith("sandbox")
        assert "private" in response["Cache-Control"]
        assert Client().get(content_address(f"/h5p/play/{'x' * 43}/", "images/helmet.png")).status_code == 404
        other = reverse(
            "lms-frames:content-file", args=[page_token(bring("scored").uuid), "images/helmet.png"]
        )
        assert Client().get(other).status_code == 404

    @pytest.mark.parametrize(
        "path",
        [
            "../../versions/x",
            "images/../../x",
            "%2e%2e/x",
            "images//helmet.png",
            ".htaccess",
            "c:/x",
            "nothing.png",
        ],
    )
    def test_nothing_else_is_reached(self, playing, path):
        address = content_address(frame_of(playing.launch()), path)
        assert Client().get(address).status_code == 404

    def test_part_of_a_file(self, playing):
        address = content_address(frame_of(playing.launch()), "images/helmet.png")
        whole = b"".join(Client().get(address).streaming_content)
        response = Client().get(address, headers={"Range": "bytes=2-5"})
        assert response.status_code == 206
        assert b"".join(response.streaming_content) == whole[2:6]
        assert response["Content-Range"] == f"bytes 2-5/{len(whole)}"
        assert Client().get(address, headers={"Range": "bytes=9999-"}).status_code == 416

    def test_library_files_are_public_and_for_ever(self, playing):
        player = given(Client().get(frame_of(playing.launch())))
        for address in (*player["scripts"], *player["styles"]):
            path = address.removeprefix("http://testserver")
            response = Client().get(path)
            assert response.status_code == 200
            assert response["Cache-Control"] == "public, max-age=31536000, immutable"
            assert response["Access-Control-Allow-Origin"] == "*"
            assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
            assert response["X-Content-Type-Options"] == "nosniff"
            assert response["Content-Type"].startswith(
                "text/javascript" if path.endswith("js") else "text/css"
            )
            packed = Client().get(path, headers={"Accept-Encoding": "gzip"})
            assert packed["Content-Encoding"] == "gzip"
            with CaptureQueriesContext(connection) as queries:
                assert Client().get(path, headers={"If-None-Match": response["ETag"]}).status_code == 304
            assert not queries.captured_queries
        assert Client().get(f"/h5p/lib/{'0' * 64}/plain.js").status_code == 404

    def test_a_storage_that_is_down_says_so(self, playing, monkeypatch):
        player = given(Client().get(frame_of(playing.launch())))

        def fail(*_args, **_kwargs):
            raise ConnectionError

        monkeypatch.setattr(storages["private"], "_open", fail)
        response = Client().get(player["scripts"][0].removeprefix("http://testserver"))
        assert response.status_code == 503
        assert response["Retry-After"]
        assert "immutable" not in response.headers.get("Cache-Control", "")
        assert response["Access-Control-Allow-Origin"] == "*"


class TestState:
    def save(self, playing, launch, sequence, state, *, client=None, **more):
        body = {"sequence": sequence, "sub": "", "state": json.dumps(state), **more}
        url = reverse("lms:h5p-state", args=[launch["launch"]])
        return (client or playing.client).post(url, json.dumps(body), "application/json")

    def test_comes_back_in_the_next_launch(self, playing):
        launch = playing.launch().json()
        assert self.save(playing, launch, 1000, {"page": 2}).status_code == 204
        assert (
            self.save(playing, launch, 1001, {"q": 1}, sub="11111111-1111-4111-8111-111111111111").status_code
            == 204
        )
        player = given(Client().get(frame_of(playing.launch())))
        assert json.loads(player["state"]["0"]["state"]) == {"page": 2}
        assert json.loads(player["state"]["11111111-1111-4111-8111-111111111111"]["state"]) == {"q": 1}

    def test_newest_by_its_own_time_wins(self, playing):
        launch = playing.launch().json()
        assert self.save(playing, launch, 2000, "new").status_code == 204
        assert self.save(playing, launch, 1500, "late").status_code == 409
        assert self.save(playing, launch, 2000, "new").status_code == 204
        assert ActivityState.objects.get().state == '"new"'

    def test_one_from_the_future_keeps_nothing_later_away(self, playing):
        launch = playing.launch().json()
        ahead = int((timezone.now() + timedelta(days=300)).timestamp() * 1000)
        assert self.save(playing, launch, ahead, "future").status_code == 204
        with time_machine.travel(timezone.now() + timedelta(minutes=5)):
            now = int(timezone.now().timestamp() * 1000)
            assert self.save(playing, launch, now, "now").status_code == 204

    def test_only_her_own_and_only_while_it_lasts(self, playing):
        launch = playing.launch().json()
        other = Client()
        other.force_login(make_enrolment(edition=playing.edition).user)
        assert self.save(playing, launch, 1, "x", client=other).status_code == 404
        assert self.save(playing, launch, 1, "x", client=Client()).status_code == 401
        assert self.save(playing, {"launch": str(uuid4())}, 1, "x").status_code == 404
        with time_machine.travel(timezone.now() + timedelta(hours=11, minutes=59)):
            assert self.save(playing, launch, 1, "x").status_code == 204
        with time_machine.travel(timezone.now() + timedelta(hours=12, minutes=1)):
            assert self.save(playing, launch, 2, "y").status_code == 410
        assert ActivityState.objects.get().state == '"x"'

    @pytest.mark.parametrize(
        "body",
        [
            {"sequence": "1", "sub": "", "state": "{}"},
            {"sequence": True, "sub": "", "state": "{}"},
            {"sequence": 1, "sub": "x" * 65, "state": "{}"},
            {"sequence": 1, "sub": [], "state": "{}"},
            {"sequence": 1, "sub": "", "state": {"a": 1}},
            {"sequence": 1, "sub": "", "state": "no json"},
            {"sequence": 10**15, "sub": "", "state": "{}"},
            {"sub": "", "state": "{}"},
        ],
    )
    def test_wrong_shapes(self, playing, body):
        launch = playing.launch().json()
        url = reverse("lms:h5p-state", args=[launch["launch"]])
        assert playing.client.post(url, json.dumps(body), "application/json").status_code == 422
        assert not ActivityState.objects.exists()

    def test_too_large_and_unreadable(self, playing):
        launch = playing.launch().json()
        assert self.save(playing, launch, 1, "x" * 300_000).status_code == 413
        url = reverse("lms:h5p-state", args=[launch["launch"]])
        assert playing.client.post(url, b"{", "application/json").status_code == 400
        for part in range(70):
            last = self.save(playing, launch, 5, "x", sub=str(part)).status_code
        assert last == 413
        assert ActivityState.objects.count() == 64

    def test_begin_anew(self, playing):
        launch = playing.launch().json()
        self.save(playing, launch, 1000, {"page": 2})
        Launch.objects.update(registration=UUID(launch["registration"]))
        fresh = playing.launch({**playing.asked, "new": True})
        assert given(Client().get(frame_of(fresh)))["state"] == {}
        assert self.save(playing, launch, 1000, "late").status_code == 409
        assert self.save(playing, fresh.json(), 1002, "next").status_code == 204


class TestPages:
    def test_lesson_and_own_page_show_it(self, playing):
        own = reverse("lms:h5p-detail", args=[playing.edition.course_key, playing.activity.key])
        lesson = reverse("lms:lesson-detail", args=[playing.edition.course_key, playing.activity.lesson_key])
        launch = reverse("lms:h5p-launch", args=[playing.version.package.uuid])
        for address in (own, lesson):
            text = playing.client.get(address).content.decode()
            assert f'data-launch="{launch}"' in text
            assert f'data-activity="{playing.activity.key}"' in text
            assert 'class="no-script' in text

    def test_lesson_is_the_same_for_everybody(self, playing):
        lesson = reverse("lms:lesson-detail", args=[playing.edition.course_key, playing.activity.lesson_key])
        other = Client()
        other.force_login(make_enrolment(edition=playing.edition).user)
        frames = [
            re.search(r"<h5p-frame.*?</h5p-frame>", one.get(lesson).content.decode(), re.S)[0]
            for one in (playing.client, other)
        ]
        assert frames[0] == frames[1]

    def test_own_page_is_closed_to_others(self, playing):
        own = reverse("lms:h5p-detail", args=[playing.edition.course_key, playing.activity.key])
        stranger = Client()
        stranger.force_login(UserFactory())
        assert stranger.get(own).status_code == 404

    def test_those_who_write_the_course_try_it_without_a_record(self, playing):
        writer = UserFactory()
        give_role(writer, Role.EDITOR)
        client = Client()
        client.force_login(writer)
        own = reverse("lms:h5p-detail", args=[playing.edition.course_key, playing.activity.key])
        text = client.get(own).content.decode()
        address = re.search(r'data-frame="([^"]+)"', text)[1]
        assert "data-launch" not in text
        assert Client().get(address).status_code == 200
        assert not Launch.objects.exists()

    def test_quiz_of_the_lesson_shows_it(self, bring):
        quiz = make_quiz()
        version = bring("plain")
        course = make_course()
        lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
        value = {"quiz": quiz.pk, "is_required": True, "weight": 1}
        lesson.body = [*lesson.body.get_prep_value(), {"type": "quiz", "value": value, "id": str(uuid4())}]
        lesson.save()
        edition = publish_package(version, course=course)
        outline = outline_for(edition, "tr")
        activity = next(one for one in outline.activities if one.kind == "quiz")
        client = Client()
        client.force_login(make_enrolment(edition=edition).user)
        text = client.get(
            reverse("lms:quiz-detail", args=[edition.course_key, activity.key])
        ).content.decode()
        assert f'data-activity="{edition.package_activity.key}"' in text

    def test_toolkit_page_plays_it_for_visitors(self, bring):
        version = bring("plain")
        page = make_toolkit(
            body=[{"type": "h5p", "value": {"package": version.package_id}, "id": str(uuid4())}]
        )
        text = Client().get(page.get_url()).content.decode()
        address = re.search(r'data-frame="([^"]+)"', text)[1]
        response = Client().get(address)
        assert response.status_code == 200
        assert not given(response)["saves"]
        assert not response.cookies

    def test_preview_of_the_cms_plays_it(self, playing):
        html = render_body(
            [{"type": "h5p", "value": {"package": playing.version.package_id}, "id": str(uuid4())}],
            language="ar",
            course_key="",
            lesson_key=str(uuid4()),
        )
        address = re.search(r'data-frame="([^"]+)"', html)[1]
        assert address.endswith("?language=ar")
        assert Client().get(address).status_code == 200


class TestSecondHost:
    """ACTIVITY_ORIGIN: each host answers its own addresses only."""

    @pytest.fixture
    def second_host(self, settings):
        settings.ACTIVITY_ORIGIN = "http://activity.example"
        settings.WAGTAILADMIN_BASE_URL = "http://testserver"

    def test_players_and_files_are_there_and_nothing_else(self, second_host, playing):
        address = playing.launch().json()["frame"]
        assert address.startswith("http://activity.example/h5p/play/")
        path = address.removeprefix("http://activity.example")
        assert Client().get(path).status_code == 404
        response = Client().get(path, headers={"Host": "activity.example"})
        assert response.status_code == 200
        policy = response["Content-Security-Policy"]
        assert "frame-ancestors http://testserver" in policy
        assert "script-src http://activity.example/h5p/lib/ " in policy
        for other in ("/", "/dashboard/", "/cms/", reverse("account_login"), "/sw.js"):
            assert playing.client.get(other, headers={"Host": "activity.example"}).status_code == 404

    def test_pages_may_frame_it_and_nothing_else(self, second_host, playing):
        page = reverse("lms:h5p-detail", args=[playing.edition.course_key, playing.activity.key])
        for address in (page, "/", "/nothing-here/"):
            policy = playing.client.get(address)["Content-Security-Policy"]
            assert "frame-src http://activity.example/h5p/play/;" in policy, address
            assert "frame-ancestors 'none'" in policy, address
