"""The video inside a lesson."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from core.blocks import VideoBlock
from core.languages import active_language
from lms.courses.blocks import CheckYourselfBlock
from lms.videos.rules.cues import MOST_BYTES, Cue, NotCaptions, read_cues
from lms.videos.rules.meeting import DEFAULT_PERCENT
from lms.videos.rules.times import again_from, read_time, write_time

LANGUAGES = [("tr", "Türkçe"), ("en", "English"), ("ar", "العربية")]


class TimeField(forms.Field):
    """A place in a video: typed as 1:05, kept as whole seconds."""

    def prepare_value(self, value: Any) -> Any:
        """As it is typed."""
        return write_time(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        """Raises ValidationError for what is no time."""
        if value in (None, ""):
            return None
        found = value if isinstance(value, int) else read_time(str(value))
        if found is None:
            raise ValidationError(_("Write minutes and seconds, for example 1:05."))
        return found


class TimeBlock(blocks.FieldBlock):
    """Seconds; not text, so translations share them."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        self.field = TimeField(required=required, help_text=help_text)
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Migrations know whole numbers only, so that this class may move."""
        return "wagtail.blocks.IntegerBlock", [], self._constructor_args[1]


class LessonVideoValue(blocks.StructValue):
    """A lesson's video as its page shows it."""

    @property
    def tracks(self) -> list[dict[str, Any]]:
        """Captions by language, those of the page's language first: {"language", "name", "file"}."""
        own, names = self.get("captions"), dict(LANGUAGES)
        language = (own.language if own else "") or active_language()
        tracks = [{"language": language, "file": own}] if own else []
        tracks += [
            {"language": one["language"], "file": one["file"]}
            for one in self.get("other_captions") or []
            if one["file"] and (not own or one["language"] != language)
        ]
        return [{**one, "name": names.get(one["language"], one["language"])} for one in tracks]

    @property
    def lines(self) -> list[Cue]:
        """What is said, with its times, from the first captions; nothing when they cannot be read."""
        first = next(iter(self.tracks), None)
        if first is None:
            return []
        try:
            with first["file"].open_file() as file:
                return read_cues(file.read(MOST_BYTES + 1))
        except (OSError, NotCaptions):
            return []

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Chapters in order: {"at" seconds, "time" as written, "title"}."""
        found = [(one.get("at") or 0, one.get("title") or "") for one in self.get("chapters") or []]
        return [{"at": at, "time": write_time(at), "title": title} for at, title in sorted(found)]

    @property
    def stops(self) -> list[dict[str, Any]]:
        """Questions in order: {"at", "time", "again" (where to watch again from), "question", "choices"}."""
        asked = sorted(self.get("questions") or [], key=lambda one: one.get("at") or 0)
        starts = [part["at"] for part in self.parts]
        return [
            {
                "at": one.get("at") or 0,
                "time": write_time(one.get("at") or 0),
                "again": again_from(one.get("at") or 0, one.get("again_from"), starts),
                "question": one.get("question"),
                "choices": one.get("choices"),
            }
            for one in asked
        ]


class LessonVideoBlock(VideoBlock):
    """A video as an activity of the lesson: what is watched is counted, and needed only where the author says so."""

    poster = ImageChooserBlock(
        required=False, label=_("Picture before it plays"), help_text=_("Empty: a plain ground.")
    )
    captions = DocumentChooserBlock(
        required=False, label=_("Captions"), help_text=_("A WebVTT file in the page's language.")
    )
    other_captions = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("language", blocks.ChoiceBlock(choices=LANGUAGES, label=_("Language"))),
                ("file", DocumentChooserBlock(label=_("Captions"))),
            ]
        ),
        default=[],
        label=_("Captions in other languages"),
    )
    transcript = blocks.RichTextBlock(
        required=False,
        features=["bold", "italic", "ul", "ol"],
        label=_("Transcript"),
        help_text=_(
            "Everything said and everything needed that is only seen. Empty: the lines of the captions are shown."
        ),
    )
    chapters = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("at", TimeBlock(label=_("From"), help_text=_("Minutes and seconds, for example 1:05."))),
                ("title", blocks.CharBlock(max_length=150, label=_("Title"))),
            ]
        ),
        default=[],
        label=_("Chapters"),
    )
    questions = blocks.ListBlock(
        CheckYourselfBlock(
            [
                ("at", TimeBlock(label=_("At"), help_text=_("The video stops here and asks."))),
                (
                    "again_from",
                    TimeBlock(
                        required=False,
                        label=_("Watch again from"),
                        help_text=_("Offered after a wrong answer. Empty: from the chapter before."),
                    ),
                ),
            ],
            template="",
        ),
        default=[],
        label=_("Questions on the time line"),
        help_text=_("For herself: nothing is recorded, and no grade comes of it."),
    )
    is_required = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("Needed for completion"),
        help_text=_("On: the lesson's course is complete only when the share below was watched."),
    )
    watch_percent = blocks.IntegerBlock(
        default=DEFAULT_PERCENT,
        min_value=1,
        max_value=100,
        label=_("Share to be watched, per cent"),
        help_text=_("Each part counts once; what is skipped does not count."),
    )
    in_order = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("No skipping ahead"),
        help_text=_("Until it was watched once, she can go back but not forward past what she has seen."),
    )

    def clean(self, value: Any) -> Any:
        """A film, captions that can be read, and words for whoever does not hear it."""
        cleaned = super().clean(value)
        errors: dict[str, Any] = {}
        video, captions = cleaned.get("video"), cleaned.get("captions")
        if video and video.file_extension.lower() not in ("mp4", "webm"):
            errors["video"] = ValidationError(_("Choose an MP4 or WebM file."))
        if captions:
            try:
                with captions.open_file() as file:
                    read_cues(file.read(MOST_BYTES + 1))
            except NotCaptions as problem:
                errors["captions"] = ValidationError(
                    _("This is no WebVTT file: line %(line)s cannot be read."), params={"line": problem.line}
                )
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        transcript = cleaned.get("transcript")
        if not cleaned.get("captions") and not (transcript and transcript.source.strip()):
            problem = ValidationError(_("Add captions or a transcript: not everybody hears the video."))
            raise blocks.StructBlockValidationError(block_errors={"captions": problem})
        return cleaned

    class Meta:
        icon = "media"
        label = _("Video")
        template = "lms/videos/blocks/video.html"
        value_class = LessonVideoValue
