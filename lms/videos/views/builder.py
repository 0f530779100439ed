"""What the course builder does with videos."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from lms.courses.models import LessonPage
from lms.courses.registry import ActivityKind, ActivityTool
from lms.videos.forms import ChooseVideoForm
from lms.videos.rules.words import merge_words
from lms.videos.services.choosing import summarise_videos
from lms.videos.services.freezing import MATERIAL_KEYS, freeze_videos, problems_of_videos


def create_from_form(*, lesson: LessonPage, data: Mapping[str, Any], by: Any) -> dict[str, Any]:
    """The block's raw value with the chosen film."""
    return {
        "video": data["video"].pk,
        "title": data["title"],
        "poster": None,
        "captions": data["captions"].pk,
        "other_captions": [],
        "transcript": "",
        "chapters": [],
        "questions": [],
        "is_required": data["is_required"],
        "watch_percent": data["watch_percent"],
        "in_order": False,
    }


VIDEO_KIND = ActivityKind(
    kind="video",
    block_name="video",
    freeze=freeze_videos,
    problems=problems_of_videos,
    url_name="lms:video-detail",
    material_keys=MATERIAL_KEYS,
    results_url_name="lms:video-results",
    merge_words=merge_words,
    title_field="title",
)
VIDEO_TOOL = ActivityTool(
    kind="video",
    label=_("Video"),
    submit_label=_("Put it into the lesson"),
    icon="video",
    form_class=ChooseVideoForm,
    fields_template="lms/videos/_choose_fields.html",
    create=create_from_form,
    summarise=summarise_videos,
    form_takes_user=True,
)
