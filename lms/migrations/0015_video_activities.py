import django.db.models.deletion
import django.utils.timezone
import uuid
import wagtail.fields
from core.append_only import AppendOnly
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lms", "0014_birth_year_asked"),
    ]

    operations = [
        migrations.AlterField(
            model_name="activitycompletion",
            name="source",
            field=models.CharField(
                choices=[
                    ("self", "Marked by the trainee"),
                    ("server", "Graded by the server"),
                    ("person", "Signed by a person"),
                    ("package", "Reported by a package"),
                    ("watched", "Watched, as the site counted"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="lessonpage",
            name="body",
            field=wagtail.fields.StreamField(
                [
                    ("text", 0),
                    ("figure", 4),
                    ("drawing", 7),
                    ("video", 34),
                    ("file", 37),
                    ("callout", 41),
                    ("steps", 45),
                    ("table", 48),
                    ("check_yourself", 49),
                    ("toolkit", 51),
                    ("quiz", 55),
                    ("h5p", 60),
                ],
                blank=True,
                block_lookup={
                    0: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": [
                                "h2",
                                "h3",
                                "bold",
                                "italic",
                                "ol",
                                "ul",
                                "link",
                                "document-link",
                                "hr",
                                "superscript",
                            ],
                            "icon": "pilcrow",
                            "label": "Text",
                            "template": "components/streamfield/text.html",
                        },
                    ),
                    1: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                    2: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "What somebody who cannot see the picture must know. Empty only for decoration.",
                            "label": "Alternative text",
                            "max_length": 300,
                            "required": False,
                        },
                    ),
                    3: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Caption", "max_length": 300, "required": False},
                    ),
                    4: (
                        "wagtail.blocks.StructBlock",
                        [[("image", 1), ("alternative_text", 2), ("caption", 3)]],
                        {},
                    ),
                    5: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {"help_text": "Only shapes and text; script and links are removed.", "label": "SVG"},
                    ),
                    6: ("wagtail.blocks.CharBlock", (), {"label": "Alternative text", "max_length": 500}),
                    7: (
                        "wagtail.blocks.StructBlock",
                        [[("svg", 5), ("alternative_text", 6), ("caption", 3)]],
                        {},
                    ),
                    8: (
                        "wagtail.documents.blocks.DocumentChooserBlock",
                        (),
                        {"help_text": "MP4 or WebM.", "label": "Video file"},
                    ),
                    9: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 200}),
                    10: (
                        "wagtail.documents.blocks.DocumentChooserBlock",
                        (),
                        {
                            "help_text": "A WebVTT file in the page's language.",
                            "label": "Captions",
                            "required": False,
                        },
                    ),
                    11: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "italic", "ul", "ol"],
                            "help_text": "Everything said and everything needed that is only seen. Empty: the lines of the captions are shown.",
                            "label": "Transcript",
                            "required": False,
                        },
                    ),
                    12: (
                        "wagtail.images.blocks.ImageChooserBlock",
                        (),
                        {
                            "help_text": "Empty: a plain ground.",
                            "label": "Picture before it plays",
                            "required": False,
                        },
                    ),
                    13: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [("tr", "Türkçe"), ("en", "English"), ("ar", "العربية")],
                            "label": "Language",
                        },
                    ),
                    14: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "Captions"}),
                    15: ("wagtail.blocks.StructBlock", [[("language", 13), ("file", 14)]], {}),
                    16: (
                        "wagtail.blocks.ListBlock",
                        (15,),
                        {"default": [], "label": "Captions in other languages"},
                    ),
                    17: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"help_text": "Minutes and seconds, for example 1:05.", "label": "From"},
                    ),
                    18: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 150}),
                    19: ("wagtail.blocks.StructBlock", [[("at", 17), ("title", 18)]], {}),
                    20: ("wagtail.blocks.ListBlock", (19,), {"default": [], "label": "Chapters"}),
                    21: ("wagtail.blocks.CharBlock", (), {"label": "Question", "max_length": 400}),
                    22: ("wagtail.blocks.CharBlock", (), {"label": "Answer", "max_length": 300}),
                    23: ("wagtail.blocks.BooleanBlock", (), {"label": "Right", "required": False}),
                    24: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Feedback", "max_length": 400, "required": False},
                    ),
                    25: (
                        "wagtail.blocks.StructBlock",
                        [[("text", 22), ("is_right", 23), ("feedback", 24)]],
                        {},
                    ),
                    26: ("wagtail.blocks.ListBlock", (25,), {"label": "Answers", "max_num": 6, "min_num": 2}),
                    27: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"help_text": "The video stops here and asks.", "label": "At"},
                    ),
                    28: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {
                            "help_text": "Offered after a wrong answer. Empty: from the chapter before.",
                            "label": "Watch again from",
                            "required": False,
                        },
                    ),
                    29: (
                        "wagtail.blocks.StructBlock",
                        [[("question", 21), ("choices", 26), ("at", 27), ("again_from", 28)]],
                        {"template": ""},
                    ),
                    30: (
                        "wagtail.blocks.ListBlock",
                        (29,),
                        {
                            "default": [],
                            "help_text": "For herself: nothing is recorded, and no grade comes of it.",
                            "label": "Questions on the time line",
                        },
                    ),
                    31: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "default": False,
                            "help_text": "On: the lesson's course is complete only when the share below was watched.",
                            "label": "Needed for completion",
                            "required": False,
                        },
                    ),
                    32: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {
                            "default": 90,
                            "help_text": "Each part counts once; what is skipped does not count.",
                            "label": "Share to be watched, per cent",
                            "max_value": 100,
                            "min_value": 1,
                        },
                    ),
                    33: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "default": False,
                            "help_text": "Until it was watched once, she can go back but not forward past what she has seen.",
                            "label": "No skipping ahead",
                            "required": False,
                        },
                    ),
                    34: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("video", 8),
                                ("title", 9),
                                ("captions", 10),
                                ("transcript", 11),
                                ("poster", 12),
                                ("other_captions", 16),
                                ("chapters", 20),
                                ("questions", 30),
                                ("is_required", 31),
                                ("watch_percent", 32),
                                ("in_order", 33),
                            ]
                        ],
                        {},
                    ),
                    35: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "File"}),
                    36: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Description", "max_length": 200, "required": False},
                    ),
                    37: ("wagtail.blocks.StructBlock", [[("document", 35), ("description", 36)]], {}),
                    38: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("safety", "Safety"),
                                ("tip", "Tip"),
                                ("example", "Example"),
                                ("remember", "Remember"),
                            ],
                            "label": "Kind",
                        },
                    ),
                    39: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Empty: the kind's own word, for example Tip.",
                            "label": "Title",
                            "max_length": 150,
                            "required": False,
                        },
                    ),
                    40: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {"features": ["bold", "italic", "ul", "ol", "link"], "label": "Text"},
                    ),
                    41: ("wagtail.blocks.StructBlock", [[("kind", 38), ("title", 39), ("text", 40)]], {}),
                    42: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {"features": ["bold", "italic", "ul", "link"], "label": "Text"},
                    ),
                    43: ("wagtail.blocks.StructBlock", [[("title", 18), ("text", 42)]], {}),
                    44: ("wagtail.blocks.ListBlock", (43,), {"label": "Steps"}),
                    45: ("wagtail.blocks.StructBlock", [[("steps", 44)]], {}),
                    46: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Caption", "max_length": 200, "required": False},
                    ),
                    47: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {
                            "help_text": "One row a line, cells separated by |; first line: headings.",
                            "label": "Rows",
                        },
                    ),
                    48: ("wagtail.blocks.StructBlock", [[("caption", 46), ("rows", 47)]], {}),
                    49: ("wagtail.blocks.StructBlock", [[("question", 21), ("choices", 26)]], {}),
                    50: (
                        "wagtail.blocks.PageChooserBlock",
                        (),
                        {"label": "Toolkit", "page_type": ["toolkits.ToolkitPage"]},
                    ),
                    51: ("wagtail.blocks.StructBlock", [[("toolkit", 50)]], {}),
                    52: ("wagtail.snippets.blocks.SnippetChooserBlock", ("lms.Quiz",), {"label": "Quiz"}),
                    53: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "default": True,
                            "help_text": "Off: an exercise.",
                            "label": "Needed for completion",
                            "required": False,
                        },
                    ),
                    54: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {
                            "default": 1,
                            "help_text": "Share in the course's result.",
                            "label": "Weight",
                            "max_value": 100,
                            "min_value": 0,
                        },
                    ),
                    55: (
                        "wagtail.blocks.StructBlock",
                        [[("quiz", 52), ("is_required", 53), ("weight", 54)]],
                        {},
                    ),
                    56: (
                        "wagtail.snippets.blocks.SnippetChooserBlock",
                        ("lms.H5PPackage",),
                        {"label": "Package"},
                    ),
                    57: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "default": False,
                            "help_text": "On: what the package reports counts towards the course and its certificate. A package runs in the trainee's browser, so its report is weaker proof than a quiz, which the server marks.",
                            "label": "Results count",
                            "required": False,
                        },
                    ),
                    58: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "default": False,
                            "help_text": "Off: an exercise. Can be on only where results count.",
                            "label": "Needed for completion",
                            "required": False,
                        },
                    ),
                    59: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {
                            "help_text": "Of the points that the package gives. Empty: it is enough to get to its end.",
                            "label": "Pass mark, per cent",
                            "max_value": 100,
                            "min_value": 0,
                            "required": False,
                        },
                    ),
                    60: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("package", 56),
                                ("counts", 57),
                                ("is_required", 58),
                                ("pass_percent", 59),
                                ("weight", 54),
                            ]
                        ],
                        {},
                    ),
                },
                verbose_name="content",
            ),
        ),
        migrations.CreateModel(
            name="VideoWatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("activity_key", models.UUIDField()),
                ("file", models.CharField(max_length=64)),
                ("length_ms", models.PositiveIntegerField()),
                ("parts", models.JSONField(default=list)),
                ("covered_ms", models.PositiveIntegerField(default=0)),
                ("position_ms", models.PositiveIntegerField(default=0)),
                (
                    "sequence",
                    models.PositiveBigIntegerField(
                        default=0, help_text="Milliseconds since 1970 at which the position was said."
                    ),
                ),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("heard_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="video_watches",
                        to="lms.enrolment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VideoReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField()),
                ("claims", models.JSONField()),
                ("counted_ms", models.PositiveIntegerField()),
                ("cut_ms", models.PositiveIntegerField(default=0)),
                ("opened_at", models.DateTimeField()),
                ("arrived_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "watch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="lms.videowatch",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="videowatch",
            index=models.Index(fields=["activity_key", "file"], name="lms_video_of_activity"),
        ),
        migrations.AddConstraint(
            model_name="videowatch",
            constraint=models.UniqueConstraint(
                fields=("enrolment", "activity_key", "file"), name="lms_video_watched_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="videowatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("covered_ms__lte", models.F("length_ms")), ("position_ms__lte", models.F("length_ms"))
                ),
                name="lms_video_within_length",
            ),
        ),
        migrations.AddIndex(
            model_name="videoreport",
            index=models.Index(fields=["watch", "arrived_at"], name="lms_video_report_by_time"),
        ),
        migrations.AddConstraint(
            model_name="videoreport",
            constraint=models.UniqueConstraint(fields=("watch", "key"), name="lms_video_report_once"),
        ),
        # What was said is never said otherwise; it goes when its watch goes (erasure).
        AppendOnly(table="lms_videoreport", allow_delete=True),
        # What counts as watched never becomes less.
        AppendOnly(
            table="lms_videowatch",
            columns=["covered_ms"],
            allow_delete=True,
            when="NEW.covered_ms < OLD.covered_ms",
        ),
    ]
