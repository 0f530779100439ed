"""The block in the CMS and on the page: what it takes, how translations go into it, what a reader gets."""

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.blocks import StreamValue
from wagtail.blocks.struct_block import StructBlockValidationError

from lms.courses.exceptions import CourseNotReady
from lms.courses.models import LessonPage
from lms.courses.services.editions import publish_edition
from lms.videos.rules.words import merge_words
from lms.videos.services.choosing import summarise_videos
from lms.videos.services.freezing import freeze_videos
from tests.factories.courses import make_course
from tests.factories.enrolments import make_enrolment
from tests.factories.videos import (
    add_video,
    item,
    make_captions,
    make_film,
    publish_video,
    question,
    video_value,
)

pytestmark = pytest.mark.django_db


def clean(value):
    block = LessonPage._meta.get_field("body").stream_block.child_blocks["video"]
    return block.clean(block.to_python(value))


def test_a_video_with_all_its_parts_is_taken():
    value = video_value(
        captions=make_captions().pk,
        other_captions=[item({"language": "ar", "file": make_captions(language="ar").pk})],
        chapters=[item({"at": 5, "title": "Etiket"})],
        questions=[question(30)],
    )
    cleaned = clean(value)
    assert cleaned["questions"][0]["at"] == 30


@pytest.mark.parametrize("field", ["video", "captions", "transcript"])
def test_what_is_no_film_no_captions_or_no_words_is_refused(field):
    value = {
        "video": lambda: video_value(make_film(name="a.pdf")),
        "captions": lambda: video_value(captions=make_captions("no captions").pk),
        "transcript": lambda: video_value(transcript=""),
    }[field]()
    with pytest.raises(StructBlockValidationError) as caught:
        clean(value)
    assert list(caught.value.block_errors) == ["captions" if field == "transcript" else field]


def test_times_are_typed_as_minutes_and_seconds():
    block = LessonPage._meta.get_field("body").stream_block.child_blocks["video"]
    time = block.child_blocks["chapters"].child_block.child_blocks["at"]
    assert time.clean("1:05") == 65
    assert 'value="1:05"' in str(time.field.widget.render("at", time.field.prepare_value(65)))
    with pytest.raises(Exception, match="1:05"):
        time.clean("soon")


def test_what_an_edition_keeps():
    film = make_film(seconds=42.5)
    (frozen,) = freeze_videos([video_value(film, is_required=True, watch_percent=75, in_order=True)], ["tr"])
    assert frozen == {
        "titles": {"tr": "Kırmızı etiket filmi"},
        "is_required": True,
        "weight": 0,
        "config": {"file": film.get_file_hash(), "length_ms": 42_500, "watch_percent": 75, "in_order": True},
    }


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (lambda: video_value() | {"video": None}, "no file"),
        (lambda: video_value(make_film(name="a.pdf")), "MP4"),
        (lambda: video_value(make_film(content=b"nothing"), is_required=True), "how long"),
        (lambda: video_value(questions=[question(100)]), "behind its end"),
    ],
)
def test_a_course_with_a_video_that_cannot_work_is_not_published(value, word):
    course = make_course()
    with translation.override("en"):
        add_video(course, **{name: entry for name, entry in value().items() if name != "film"})
        with pytest.raises(CourseNotReady, match=word):
            publish_edition(course=course, by=None)


@pytest.mark.parametrize("size", [1, 6])
def test_freezing_and_summarising_ask_once(size, django_assert_num_queries):
    values = [video_value(make_film(name=f"film{number}.mp4")) for number in range(size)]
    freeze_videos(values, ["tr"])
    for act in (lambda: freeze_videos(values, ["tr"]), lambda: summarise_videos(values)):
        with django_assert_num_queries(1):
            act()


def test_a_translation_gives_words_and_nothing_else():
    source = video_value(
        chapters=[item({"at": 5, "title": "Etiket"})], questions=[question(30)], is_required=True
    )
    asked = source["questions"][0]
    choices = [
        {**choice, "value": {"text": f"T{number}", "is_right": True, "feedback": "F"}}
        for number, choice in enumerate(asked["value"]["choices"])
    ]
    twin = {
        **source,
        "title": "Film",
        "transcript": "<p>Words</p>",
        "is_required": False,
        "watch_percent": 1,
        "chapters": [{**source["chapters"][0], "value": {"at": 99, "title": "Tag"}}],
        "questions": [
            {**asked, "value": {"question": "What?", "choices": choices, "at": 99, "again_from": 1}}
        ],
    }
    merged = merge_words(source, twin)
    assert (merged["title"], merged["transcript"]) == ("Film", "<p>Words</p>")
    assert (merged["is_required"], merged["watch_percent"]) == (True, 90)
    assert merged["chapters"][0]["value"] == {"at": 5, "title": "Tag"}
    said = merged["questions"][0]["value"]
    assert (said["question"], said["at"], said["again_from"]) == ("What?", 30, None)
    assert [(one["value"]["text"], one["value"]["is_right"]) for one in said["choices"]] == [
        ("T0", True),
        ("T1", False),
    ]


@pytest.mark.parametrize("part", ["chapters", "questions", "choices"])
def test_a_translation_that_lacks_a_part_is_outdated(part):
    source = video_value(chapters=[item({"at": 5, "title": "Etiket"})], questions=[question(30)])
    twin = {**source, part: []} if part != "choices" else {**source, "questions": [
        {**source["questions"][0], "value": {**source["questions"][0]["value"], "choices": []}}
    ]}  # fmt: skip
    assert merge_words(source, twin) is None


def test_the_lesson_shows_player_chapters_lines_and_questions(client, watched):
    edition = publish_video(
        make_film(name="full.mp4"),
        course=make_course(title="Tam"),
        captions=make_captions().pk,
        chapters=[item({"at": 30, "title": "Kaldır"}), item({"at": 0, "title": "Tak"})],
        questions=[question(30)],
        is_required=True,
    )
    client.force_login(watched.user)
    make_enrolment(edition=edition, user=watched.user)
    detail = client.get(reverse("lms:video-detail", args=[edition.course_key, edition.video.key]))
    assert detail.status_code == 302 and detail.url.endswith(f"#video-{edition.video.key}")
    html = client.get(detail.url).content.decode()
    for part in (
        f'id="video-{edition.video.key}"', "<track", 'srclang="tr"', 'data-from="30.0"', "Sonra kaldırın &amp; yazın.",
        'data-at="30"', 'data-again="0"', "data-right", "no-script", reverse("lms:video-open", args=[edition.course_key, edition.video.key]),
    ):  # fmt: skip
        assert part in html, part
    assert html.index("Tak<") < html.index("Kaldır<")


def test_a_preview_records_nothing(watched):
    body = LessonPage._meta.get_field("body").stream_block
    value = body.to_python([{"type": "video", "value": video_value(), "id": "x"}])
    assert isinstance(value, StreamValue)
    html = value[0].render({"is_preview": True, "activity": None, "activity_key": "k"})
    assert "<video" in html and "data-open" not in html
