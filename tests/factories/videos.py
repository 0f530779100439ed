"""Videos of lessons: files with nothing but a head, blocks, and what people watched."""

import struct
from datetime import timedelta
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection

from files.models import LicensedDocument
from lms.courses.models import LessonPage
from lms.courses.selectors.reading import outline_for
from lms.courses.services.editions import publish_edition
from lms.videos.models import VideoReport, VideoWatch
from lms.videos.rules.intervals import measure
from tests.factories.courses import make_course

CAPTIONS = """WEBVTT

00:00:00.000 --> 00:00:30.000
Etiketi takın.

1
00:00:30.000 --> 00:01:40.000
Sonra <i>kaldırın</i> &amp; yazın.
"""


def box(name, content):
    """A box of an MP4 file."""
    return struct.pack(">I", len(content) + 8) + name + content


def mp4_head(seconds, *, scale=1000):
    """The head of an MP4 file of this length, without a picture."""
    mvhd = b"\0\0\0\0" + struct.pack(">IIII", 0, 0, scale, round(seconds * scale)) + b"\0" * 80
    return box(b"ftyp", b"isom\0\0\0\0") + box(b"free", uuid4().bytes) + box(b"moov", box(b"mvhd", mvhd))


def make_film(*, seconds=100, name="film.mp4", content=None):
    """A document with a film's head."""
    # Tests with real transactions begin without Wagtail's root collection.
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    content = mp4_head(seconds) if content is None else content
    return LicensedDocument.objects.create(title=name, file=ContentFile(content, name=name), collection=root)


def make_captions(text=CAPTIONS, language="tr"):
    """A document with captions."""
    document = make_film(name=f"film.{language}.vtt", content=text.encode())
    document.language = language
    document.save()
    return document


def item(value):
    """An entry of a list in a block."""
    return {"type": "item", "value": value, "id": str(uuid4())}


def question(at, *, again_from=None):
    """A question on the time line."""
    choices = [
        item({"text": "Etiket takılır", "is_right": True, "feedback": "Evet."}),
        item({"text": "Atılır", "is_right": False, "feedback": "Önce etiket."}),
    ]
    value = {"question": "Önce ne yapılır?", "choices": choices, "at": at, "again_from": again_from}
    return item(value)


def video_value(film=None, **settings):
    """A video block's raw value."""
    value = {
        "video": (film or make_film()).pk,
        "title": "Kırmızı etiket filmi",
        "poster": None,
        "captions": None,
        "other_captions": [],
        "transcript": "<p>Etiket takılır.</p>",
        "chapters": [],
        "questions": [],
        "is_required": False,
        "watch_percent": 90,
        "in_order": False,
    }
    return value | settings


def add_video(course, film=None, **settings):
    """Put a video at the end of the course's first lesson."""
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    block = {"type": "video", "value": video_value(film, **settings), "id": str(uuid4())}
    lesson.body = [*lesson.body.get_prep_value(), block]
    lesson.save()


def publish_video(film=None, *, course=None, **settings):
    """The same, published; returns the edition, with `video`: the activity as trainees' pages have it."""
    course = course or make_course()
    add_video(course, film, **settings)
    edition = publish_edition(course=course, by=None)
    edition.video = next(one for one in outline_for(edition, "tr").activities if one.kind == "video")
    return edition


def make_watch(enrolment, activity, parts=((0, 30_000),), **fields):
    """What somebody watched, without reports."""
    values = {"file": activity.config["file"], "length_ms": activity.config["length_ms"], **fields}
    return VideoWatch.objects.create(
        enrolment=enrolment,
        activity_key=UUID(str(activity.key)),
        parts=[list(part) for part in parts],
        covered_ms=measure(parts),
        **values,
    )


def make_report(watch, *, counted_ms=1000, **fields):
    """A report that was taken a while ago."""
    now = timezone.now()
    values = {"opened_at": now - timedelta(hours=1), "arrived_at": now, "claims": [[0, counted_ms]], **fields}
    return VideoReport.objects.create(watch=watch, key=uuid4(), counted_ms=counted_ms, **values)
