"""Courses as pages, and their editions.

Pages: written by trainers in the CMS and on the course builder. Edition, EditionLesson: written once by
`courses.services.editions.publish_edition`, then never changed (a database trigger refuses).
"""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Value
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page, PagePermissionTester

from core.pages import BasePage, page_views
from core.public_data import cached_public
from lms.courses.page_forms import CoursePageForm
from lms.courses.registry import LESSON_BLOCKS, page_editor_rule
from taxonomy.panels import classification_panel


class Mode(models.TextChoices):
    """How a course is taken (A-36)."""

    SELF_PACED = "self_paced", _("Online, at your own pace")
    LIVE_ONLINE = "live_online", _("Live online")
    FACE_TO_FACE = "face_to_face", _("Face to face")
    BLENDED = "blended", _("Blended")


class Level(models.TextChoices):
    """How much a course takes for granted."""

    INTRODUCTORY = "introductory", _("Introductory")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")


class PathKind(models.TextChoices):
    """Whether a course builds on a trade or leads into a new one (A-36)."""

    UPSKILLING = "upskilling", _("Upskilling: further in the same work")
    RESKILLING = "reskilling", _("Reskilling: into new work")


def _hours_field(label: Any, help_text: Any) -> models.DecimalField:
    return models.DecimalField(
        label,
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=help_text,
    )


class CourseIndexPage(BasePage):
    """The catalogue: every course, with filters."""

    introduction = RichTextField(
        blank=True, features=["bold", "italic", "link"], help_text=_("Above the list.")
    )

    content_panels = [*BasePage.content_panels, FieldPanel("introduction", heading=_("Introduction"))]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["lms.CoursePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("course catalogue")


class CourseTreePage(BasePage):
    """What course, module and lesson share: they are archived instead of deleted, and belong to the course's editors.

    Whether a page is archived is a fact about the page, not part of a draft: no revision brings it back or away.
    """

    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    exclude_fields_in_copy = ["archived_at"]

    class Meta:
        abstract = True

    @property
    def key(self) -> uuid.UUID:
        """The same in every language and edition; new in a copy."""
        return self.translation_key

    def with_content_json(self, content: dict[str, Any]) -> "CourseTreePage":
        page = super().with_content_json(content)
        page.archived_at = self.archived_at
        return page

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return CoursePermissionTester(user, self)

    def can_move_to(self, parent: Page) -> bool:
        """Modules and lessons stay in their course: records of its people point to their keys."""
        course = None if isinstance(self, CoursePage) else course_of(self)
        return super().can_move_to(parent) and (course is None or parent.path.startswith(course.path))


class CoursePermissionTester(PagePermissionTester):
    """Whoever may edit a course in the builder may edit and publish its pages in the CMS, and nobody else's."""

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        if not user.is_active or user.is_superuser:
            return
        rule = page_editor_rule.get("course")
        if rule and rule(user, page):
            self.permissions: set[str] = {*self.permissions, "add", "change", "publish", "bulk_delete"}
        else:
            self.permissions = self.permissions - {"publish", "bulk_delete"}


class CoursePage(CourseTreePage):
    """A course as its trainers write it. Its key in all languages and editions is `translation_key`."""

    purpose = RichTextField(
        _("purpose"),
        blank=True,
        features=["bold", "italic", "ul", "link"],
        help_text=_("What one can do after it."),
    )
    mode = models.CharField(_("mode"), max_length=20, choices=Mode.choices, default=Mode.SELF_PACED)
    hours = models.DecimalField(
        _("hours"),
        max_digits=5,
        decimal_places=1,
        default=1,
        validators=[MinValueValidator(0)],
        help_text=_("Total learning time in hours, shown on the certificate."),
    )
    is_announced = models.BooleanField(
        _("announced only"),
        default=False,
        help_text=_("Shown in the catalogue as coming; nobody can enrol yet."),
    )
    is_open = models.BooleanField(
        _("open to everybody"),
        default=False,
        help_text=_("Anybody with an account may enrol, without a group."),
    )
    min_attendance_percent = models.PositiveSmallIntegerField(
        _("attendance needed, per cent"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "Share of the group's class sessions a trainee must attend. Empty: attendance does not count."
        ),
    )
    offers_certificate = models.BooleanField(
        _("gives a certificate"),
        default=True,
        help_text=_("A trainee who completes the course gets a certificate."),
    )
    planned_modules = models.JSONField(
        default=list,
        blank=True,
        help_text=_("Titles of modules that are announced but not written yet, one a line."),
    )
    outcomes = models.TextField(
        _("what one can do afterwards"),
        blank=True,
        default="",
        db_default="",
        help_text=_("One a line: what a trainee does better after the course. Shown as a list."),
    )
    level = models.CharField(
        _("level"),
        max_length=20,
        choices=Level.choices,
        blank=True,
        default="",
        db_default="",
        help_text=_("How much the course takes for granted."),
    )
    path_kind = models.CharField(
        _("kind of path"),
        max_length=20,
        choices=PathKind.choices,
        blank=True,
        default="",
        db_default="",
        help_text=_("Whether it builds on the work one does, or leads into new work."),
    )
    taught_in = models.JSONField(
        default=list,
        db_default=Value([], models.JSONField()),
        blank=True,
        help_text=_("Languages the course is, or will be, taught in."),
    )
    hours_self_paced = _hours_field(
        _("hours online at one's own pace"), _("Of the total. Empty: the course does not say.")
    )
    hours_live_online = _hours_field(_("hours live online"), _("Of the total, with a trainer on the screen."))
    hours_face_to_face = _hours_field(
        _("hours face to face"), _("Of the total, in a training centre or classroom.")
    )
    hours_workplace = _hours_field(_("hours at the workplace"), _("Of the total, at a firm with a mentor."))
    starts = models.CharField(
        _("when it starts"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "In plain words, also when there is no date yet. Groups with a date are listed by themselves."
        ),
    )
    dates = models.CharField(
        _("dates"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("In plain words: how often and how long it meets, its place in the programme."),
    )
    prerequisite_courses = ParentalManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="prerequisite_of",
        verbose_name=_("courses to finish first"),
        help_text=_("The course's page says how far the reader is in each of them."),
    )
    prerequisites_note = models.TextField(
        _("what else one needs"),
        blank=True,
        default="",
        db_default="",
        max_length=400,
        help_text=_("In plain words, one paragraph: what one should know, have or be allowed to do."),
    )
    needs_prerequisites = models.BooleanField(
        _("nobody enrols herself before that"),
        default=False,
        db_default=False,
        help_text=_(
            "On: who enrols herself must have completed these courses. People of a group come in with their group."
        ),
    )
    topics = ParentalManyToManyField("taxonomy.Topic", blank=True, related_name="courses")
    audiences = ParentalManyToManyField("taxonomy.Audience", blank=True, related_name="courses")
    skills = ParentalManyToManyField("taxonomy.Skill", blank=True, related_name="courses")
    sectors = ParentalManyToManyField("taxonomy.Sector", blank=True, related_name="courses")
    image = models.ForeignKey(
        "files.LicensedImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("purpose"),
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("is_announced"), FieldPanel("is_open")]),
                FieldPanel("starts"),
                FieldPanel("dates"),
            ],
            heading=_("When, and for whom"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("mode"), FieldPanel("hours")]),
                FieldRowPanel([FieldPanel("hours_self_paced"), FieldPanel("hours_live_online")]),
                FieldRowPanel([FieldPanel("hours_face_to_face"), FieldPanel("hours_workplace")]),
                FieldRowPanel([FieldPanel("level"), FieldPanel("path_kind")]),
                FieldPanel("taught_in", heading=_("Languages")),
            ],
            heading=_("How it is taught"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("prerequisite_courses", widget=forms.CheckboxSelectMultiple),
                FieldPanel("prerequisites_note"),
                FieldPanel("needs_prerequisites"),
            ],
            heading=_("Before it"),
        ),
        MultiFieldPanel(
            [FieldPanel("min_attendance_percent"), FieldPanel("offers_certificate")], heading=_("Completion")
        ),
        FieldPanel("planned_modules", heading=_("Planned modules")),
        classification_panel("audiences", "topics", "skills", "sectors"),
        FieldPanel("image", heading=_("Image")),
    ]
    base_form_class = CoursePageForm
    parent_page_types = ["lms.CourseIndexPage"]
    subpage_types = ["lms.ModulePage"]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")


class ModulePage(CourseTreePage):
    """A part of a course: a title and its lessons."""

    hours = _hours_field(
        _("hours"), _("Learning time of the module in all, sessions included. The course's page shows it.")
    )

    content_panels = [*BasePage.content_panels, FieldPanel("hours")]
    parent_page_types = ["lms.CoursePage"]
    preview_modes: list[tuple[str, str]] = []  # no page of its own: readers are led to the course
    subpage_types = ["lms.LessonPage"]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")


class LessonPage(CourseTreePage):
    """One sitting of reading and doing. Trainees read it from an edition, never from here."""

    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
        help_text=_("How long a trainee needs, in minutes."),
    )
    objectives = models.TextField(
        _("objectives"), blank=True, help_text=_("What a trainee can do afterwards, one a line.")
    )
    is_required = models.BooleanField(
        _("needed for completion"), default=True, help_text=_("Off: the lesson is extra reading.")
    )
    body = StreamField(LESSON_BLOCKS, blank=True, verbose_name=_("content"))

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("is_required")]),
        FieldPanel("objectives"),
        FieldPanel("body"),
    ]
    parent_page_types = ["lms.ModulePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The draft as a trainee would see it."""
        return page_views["lms.LessonPage.preview"](request, self)


class EditionQuerySet(models.QuerySet["Edition"]):
    def of_course(self, course_key: uuid.UUID) -> "EditionQuerySet":
        """All editions of a course, newest first."""
        return self.filter(course_key=course_key).order_by("-number")


class Edition(models.Model):
    """What trainees see: a course compiled at one moment. Immutable.

    outline: {"titles": {lang: text}, "modules": [{"key", "titles", "lessons": [{"key", "titles", "minutes",
        "is_required", "languages": [lang], "activities": [{"key", "kind", "titles", "is_required", "weight",
        "config"}]}]}]}; keys are UUID texts.
    rules: {"min_attendance_percent": int | None, "offers_certificate": bool, "hours": "12.5"}.
    line: editions of one line differ only in text, so enrolments follow them by themselves; a material change (an
        activity added or removed, a pass mark changed) starts a new line, to which the trainer moves enrolments.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(CoursePage, on_delete=models.PROTECT, related_name="editions")
    course_key = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    outline = models.JSONField()
    rules = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of outline, rules and lessons.")
    note = models.CharField(max_length=300, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(default=timezone.now)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course_key", "number"], name="lms_edition_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.outline['titles'].get('tr', '')} · {self.number}"


class EditionLesson(models.Model):
    """One lesson's text in one language, as it was when the edition was compiled. Immutable."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="lessons")
    lesson_key = models.UUIDField()
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=255)
    objectives = models.JSONField(default=list)
    body = models.JSONField(help_text="The raw StreamField value.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "lesson_key", "language"], name="lms_edition_lesson_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


def course_of(page: Page) -> CoursePage | None:
    """The course that a module or lesson page belongs to (or the course itself)."""
    if isinstance(page, CoursePage):
        return page
    return CoursePage.objects.ancestor_of(page).first()


SOURCE_LANGUAGE = "tr"
"""Courses are written in Turkish first; other languages are twins."""


def source_locale_id() -> int | None:
    """The id of the Turkish locale; None while the site has none. Remembered."""
    return cached_public("courses.source-locale", _find_source_locale) or None


def _find_source_locale() -> int:
    return Locale.objects.filter(language_code=SOURCE_LANGUAGE).values_list("pk", flat=True).first() or 0


def source_of(course: CoursePage) -> CoursePage:
    """The twin that the edition is compiled from: the Turkish one, or the course itself when there is none."""
    if course.locale_id == source_locale_id():
        return course
    twins = CoursePage.objects.filter(
        translation_key=course.translation_key, locale__language_code=SOURCE_LANGUAGE
    )
    return twins.first() or course
