"""What players report: only hers, within the time that passed, once; forged reports change nothing (security 17)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from lms.enrolments.models import EnrolmentState
from lms.progress.exceptions import NotEarned
from lms.progress.models import ActivityCompletion, CourseCompletion, Source
from lms.progress.selectors import progress_of
from lms.progress.services import complete_activity, recompute
from lms.videos.models import VideoReport, VideoWatch
from lms.videos.rules.claims import GRACE_MS
from lms.videos.views import reports as view
from tests.factories.accounts import UserFactory
from tests.factories.enrolments import make_enrolment
from tests.factories.videos import make_film, make_watch, publish_video
from tests.lms.videos.conftest import Player

pytestmark = pytest.mark.django_db
START = timezone.now()


def nothing_counted():
    return (
        not VideoWatch.objects.filter(covered_ms__gt=0).exists() and not ActivityCompletion.objects.exists()
    )


def test_what_was_played_counts_and_completes(player, watched, time_machine):
    time_machine.move_to(START, tick=False)
    opened = player.open().json()
    assert opened["progress"] == {"parts": [], "position": 0, "percent": 0, "wanted": 90, "met": False}
    time_machine.shift(30)
    first = player.report([0, 30]).json()
    assert first == {
        "cut": 0,
        "progress": {"parts": [[0, 30]], "position": 30, "percent": 30, "wanted": 90, "met": False},
    }
    assert not ActivityCompletion.objects.exists()
    time_machine.shift(60)
    assert player.report([30, 60], [60, 90]).json()["progress"]["met"] is True
    done = ActivityCompletion.objects.get()
    watch = VideoWatch.objects.get()
    assert (done.source, done.evidence) == (Source.WATCHED, f"video:{watch.uuid}")
    assert (watch.covered_ms, watch.parts) == (90_000, [[0, 90_000]])


def test_the_whole_video_at_once_does_not_count(player, watched, time_machine):
    time_machine.move_to(START, tick=False)
    player.open()
    answer = player.report([0, 100]).json()
    assert answer["progress"]["parts"] == [[0, GRACE_MS / 1000]]
    assert answer["cut"] == 95
    assert VideoReport.objects.get().cut_ms == 95_000
    assert not ActivityCompletion.objects.exists()


def test_many_small_reports_get_no_more_than_one(player, watched, time_machine):
    time_machine.move_to(START, tick=False)
    player.open()
    for number in range(20):
        player.report([number * 4, number * 4 + 4])
    assert VideoWatch.objects.get().covered_ms == GRACE_MS


def test_several_openings_and_videos_share_the_same_time(client, watched, player, time_machine):
    other = publish_video(make_film(name="other.mp4"))
    make_enrolment(edition=other, user=watched.user)
    time_machine.move_to(START, tick=False)
    players = [player, Player(client, watched.edition), Player(client, other)]
    for one in players:
        one.open()
    time_machine.shift(10)
    for one in players:
        one.report([0, 100])
    total = sum(VideoWatch.objects.values_list("covered_ms", flat=True))
    assert total == 2 * 10_000 + GRACE_MS


def test_double_speed_counts_in_full(player, watched, time_machine):
    time_machine.move_to(START, tick=False)
    player.open()
    for number in range(4):
        time_machine.shift(10)
        assert player.report([number * 20, number * 20 + 20]).json()["cut"] == 0
    assert VideoWatch.objects.get().covered_ms == 80_000


def test_what_was_watched_off_line_counts_when_it_arrives(player, watched, time_machine):
    time_machine.move_to(START, tick=False)
    player.open()
    time_machine.shift(3600)
    assert player.report([0, 40], [40, 95]).json()["progress"]["met"] is True


def test_a_part_twice_counts_once_and_what_is_skipped_never(player, watched, time_machine):
    time_machine.move_to(START, tick=False)
    player.open()
    time_machine.shift(3600)
    answer = player.report([0, 20], [0, 20], [80, 100]).json()
    assert answer["progress"]["percent"] == 40


def test_the_same_report_again_changes_nothing(player, watched, time_machine):
    time_machine.move_to(START, tick=False)
    player.open()
    key = str(uuid4())
    first = player.report([0, 100], key=key).json()
    time_machine.shift(3600)
    again = player.report([0, 100], key=key).json()
    assert again == first
    assert VideoReport.objects.count() == 1


def test_a_token_is_for_one_person_one_video_and_three_days(client, player, watched, time_machine):
    time_machine.move_to(START, tick=False)
    player.open()
    time_machine.shift(60)
    forged = player.token[:-3] + ("abc" if player.token[-3:] != "abc" else "abd")
    for token in (forged, "", None, 7, "x" * 5000):
        assert player.report([0, 60], token=token).status_code == 410
    other = publish_video(make_film(name="other.mp4"))
    make_enrolment(edition=other, user=watched.user)
    place = [other.course_key, other.video.key]
    assert player.report([0, 60], place=place).status_code == 410
    stranger = UserFactory()
    make_enrolment(edition=watched.edition, user=stranger)
    client.force_login(stranger)
    assert player.report([0, 60]).status_code == 410
    client.force_login(watched.user)
    time_machine.shift(timedelta(days=3).total_seconds())
    assert player.report([0, 60]).status_code == 410
    assert nothing_counted()


def test_others_get_404_and_visitors_401(client, player, watched):
    client.force_login(UserFactory())
    assert player.open().status_code == 404
    assert player.report([0, 1]).status_code == 404
    client.logout()
    assert player.open().status_code == 401
    assert player.report([0, 1]).status_code == 401
    assert nothing_counted()


def test_only_while_she_takes_the_course_and_only_by_post(client, player, watched):
    player.open()
    watched.enrolment.state = EnrolmentState.WITHDRAWN
    watched.enrolment.save()
    assert player.open().status_code == 404
    assert player.report([0, 1]).status_code == 404
    for name in ("lms:video-open", "lms:video-report"):
        assert client.get(reverse(name, args=player.place)).status_code == 405
    assert nothing_counted()


def test_what_is_no_report(player):
    player.open()
    for body in ("", "x", "[]", "{}", "[" * 5000, '{"token": "x", "parts": []}'):
        assert player.send(body).status_code == 422, body[:20]
    for values in (
        {"key": "x"}, {"key": 5}, {"parts": [[2, 1]]}, {"parts": "x"}, {"position": -1}, {"position": None},
        {"sequence": "1"}, {"sequence": -1}, {"sequence": 10**15}, {"sequence": 1.5},
    ):  # fmt: skip
        assert player.report([0, 1], **values).status_code == 422, values
    assert player.send("x" * (view.MAX_BODY + 1)).status_code == 413
    assert nothing_counted()


def test_a_player_that_reports_without_end_is_slowed_down(player, settings):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "watching": "3/m/user"}
    player.open()
    statuses = [player.report([0, 1]).status_code for _number in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    cache.clear()


def test_she_goes_on_where_she_stopped_on_whichever_device_was_last(player, watched, time_machine):
    time_machine.move_to(START, tick=False)
    player.open()
    now = int(START.timestamp() * 1000)
    time_machine.shift(60)
    player.report([0, 40], sequence=now + 50_000, position=40)
    player.report([0, 20], sequence=now + 20_000, position=20)
    assert player.open().json()["progress"]["position"] == 40
    # A clock that is far ahead would hold its place for ever.
    player.report([0, 5], sequence=now + 10**9, position=5)
    player.report([0, 30], sequence=now + 60_000, position=30)
    assert player.open().json()["progress"]["position"] == 30


def test_in_order_nothing_counts_that_lies_ahead(client, time_machine):
    edition = publish_video(make_film(name="order.mp4"), in_order=True)
    user = UserFactory()
    make_enrolment(edition=edition, user=user)
    client.force_login(user)
    player = Player(client, edition)
    time_machine.move_to(START, tick=False)
    player.open()
    time_machine.shift(3600)
    assert player.report([50, 60]).json()["progress"]["percent"] == 0
    assert player.report([0, 50], [50, 60]).json()["progress"]["percent"] == 60


def test_a_video_that_is_not_needed_is_done_when_enough_is_watched(client, time_machine):
    edition = publish_video(make_film(name="free.mp4"), watch_percent=50)
    enrolment = make_enrolment(edition=edition, user=UserFactory())
    client.force_login(enrolment.user)
    player = Player(client, edition)
    time_machine.move_to(START, tick=False)
    player.open()
    time_machine.shift(3600)
    player.report([0, 50])
    assert ActivityCompletion.objects.get(enrolment=enrolment).source == Source.WATCHED
    assert not any(need.kind == "video" for need in progress_of(enrolment).trace.items)


def test_why_she_is_not_done_says_how_much_is_watched(watched):
    make_watch(watched.enrolment, watched.activity, [(0, 40_500)])
    missing = next(one for one in progress_of(watched.enrolment).missing if one.kind == "video")
    assert (missing.have, missing.need) == (40, 90)
    assert "video 1 best 40 < 90" in progress_of(watched.enrolment).trace.in_words()


def test_nobody_is_done_by_word_alone(watched):
    make_watch(watched.enrolment, watched.activity, [(0, 89_999)])
    with pytest.raises(NotEarned):
        complete_activity(
            enrolment=watched.enrolment, activity_key=watched.activity.key, source=Source.WATCHED
        )


def test_what_an_interruption_left_open_is_caught_up_on(watched):
    watch = make_watch(watched.enrolment, watched.activity, [(0, 90_000)])
    recompute(course_key=watched.edition.course_key)
    assert ActivityCompletion.objects.get().evidence == f"video:{watch.uuid}"
    recompute(course_key=watched.edition.course_key)
    assert ActivityCompletion.objects.count() == 1 and not CourseCompletion.objects.exists()


def test_what_was_watched_of_another_film_in_the_same_place_is_not_this_one(watched):
    make_watch(watched.enrolment, watched.activity, [(0, 95_000)], file="0" * 40)
    recompute(course_key=watched.edition.course_key)
    assert not ActivityCompletion.objects.exists()


def test_the_database_takes_nothing_back(watched):
    watch = make_watch(watched.enrolment, watched.activity, [(0, 50_000)])
    report = VideoReport.objects.create(
        watch=watch, key=uuid4(), claims=[], counted_ms=1, opened_at=timezone.now()
    )
    for change in (
        lambda: VideoWatch.objects.filter(pk=watch.pk).update(covered_ms=49_999),
        lambda: VideoWatch.objects.filter(pk=watch.pk).update(covered_ms=100_001),
        lambda: VideoReport.objects.filter(pk=report.pk).update(counted_ms=2),
        lambda: VideoReport.objects.create(
            watch=watch, key=report.key, claims=[], counted_ms=1, opened_at=START
        ),
        lambda: make_watch(watched.enrolment, watched.activity),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    VideoWatch.objects.filter(pk=watch.pk).update(covered_ms=60_000)
