"""Toolkits and guides as pages; their files; downloads.

Pages: written by editors in the CMS. Download: one anonymous row a download, written by `library.services`, folded
into DownloadCount by a task; holds no person and no address.
"""

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, TranslatableMixin

from core.blocks import extensible_blocks, reading_blocks
from core.pages import BasePage
from taxonomy.panels import classification_panel
from toolkits.library.blocks import SelfCheckBlock
from toolkits.library.page_forms import GuidePageForm, ToolkitPageForm


class Transformation(models.TextChoices):
    """A toolkit is digital, green or both (A-30)."""

    DIGITAL = "digital", _("Digital")
    GREEN = "green", _("Green")
    BOTH = "both", _("Digital and green")


class Effort(models.TextChoices):
    """How much work it is for a firm."""

    HOURS = "hours", _("A few hours")
    DAYS = "days", _("A few days")
    WEEKS = "weeks", _("A few weeks")
    MONTHS = "months", _("Some months")


class ToolkitIndexPage(BasePage):
    """The toolkit library, with filters."""

    introduction = RichTextField(
        blank=True, features=["bold", "italic", "link"], help_text=_("Above the list.")
    )

    content_panels = [*BasePage.content_panels, FieldPanel("introduction", heading=_("Introduction"))]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["toolkits.ToolkitPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("toolkit library")


class ToolkitPage(BasePage):
    """A toolkit: what it is for, for whom, its steps and files (domain A9)."""

    purpose = RichTextField(_("purpose"), blank=True, features=["bold", "italic", "ul", "link"])
    for_whom = models.CharField(_("for whom"), max_length=300, blank=True)
    transformation = models.CharField(
        _("transformation"), max_length=10, choices=Transformation.choices, default=Transformation.DIGITAL
    )
    effort = models.CharField(_("effort"), max_length=10, choices=Effort.choices, default=Effort.DAYS)
    is_announced = models.BooleanField(
        _("announced only"),
        default=False,
        help_text=_("Shown in the library as being prepared, without files."),
    )
    body = StreamField(
        extensible_blocks("toolkit", [*reading_blocks(), ("self_check", SelfCheckBlock())]),
        blank=True,
        verbose_name=_("content"),
    )
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    topics = ParentalManyToManyField("taxonomy.Topic", blank=True, related_name="toolkits")
    audiences = ParentalManyToManyField("taxonomy.Audience", blank=True, related_name="toolkits")
    sectors = ParentalManyToManyField(
        "taxonomy.Sector", blank=True, related_name="toolkits", help_text=_("Empty: for every sector.")
    )
    related_courses = ParentalManyToManyField("lms.CoursePage", blank=True, related_name="toolkits")

    base_form_class = ToolkitPageForm
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("purpose"),
        FieldPanel("for_whom"),
        FieldRowPanel([FieldPanel("transformation"), FieldPanel("effort")]),
        FieldRowPanel([FieldPanel("is_announced"), FieldPanel("reviewed_on")]),
        FieldPanel("body"),
        InlinePanel("files", label=_("File")),
        InlinePanel("dimension_rows", label=_("Maturity dimension it moves")),
        classification_panel("topics", "audiences", "sectors"),
        FieldPanel("related_courses", heading=_("Related courses"), widget=forms.CheckboxSelectMultiple),
    ]
    parent_page_types = ["toolkits.ToolkitIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("toolkit")
        verbose_name_plural = _("toolkits")


class ToolkitFile(TranslatableMixin, Orderable):
    """A file of a toolkit, in one language."""

    page = ParentalKey(ToolkitPage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey("files.LicensedDocument", on_delete=models.PROTECT, related_name="+")
    description = models.CharField(_("description"), max_length=300, blank=True)
    preview = models.ForeignKey(
        "files.LicensedImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("preview"),
        help_text=_("A small picture of one page, shown beside the file. Its description is read out aloud."),
    )
    is_printable = models.BooleanField(
        _("printable on A4"),
        default=False,
        db_default=False,
        help_text=_("Tick it when the file is laid out for paper."),
    )

    panels = [
        FieldPanel("document", heading=_("File")),
        FieldPanel("description"),
        FieldPanel("preview"),
        FieldPanel("is_printable"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass

    def __str__(self) -> str:
        return str(self.document)


class ToolkitDimension(TranslatableMixin, Orderable):
    """A dimension that the toolkit moves, from one band to another (ours, not official)."""

    page = ParentalKey(ToolkitPage, on_delete=models.CASCADE, related_name="dimension_rows")
    dimension = models.ForeignKey("taxonomy.Dimension", on_delete=models.PROTECT, related_name="+")
    from_band = models.PositiveSmallIntegerField(_("from band"), null=True, blank=True)
    to_band = models.PositiveSmallIntegerField(_("to band"), null=True, blank=True)

    panels = [
        FieldPanel("dimension", heading=_("Maturity dimension")),
        FieldRowPanel([FieldPanel("from_band"), FieldPanel("to_band")]),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass

    def __str__(self) -> str:
        return str(self.dimension)


class GuideIndexPage(BasePage):
    """All guides."""

    introduction = RichTextField(
        blank=True, features=["bold", "italic", "link"], help_text=_("Above the list.")
    )

    content_panels = [*BasePage.content_panels, FieldPanel("introduction", heading=_("Introduction"))]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["toolkits.GuidePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("guides")


class GuidePage(BasePage):
    """A capacity-development guide: its chapters are pages below it (A-29)."""

    introduction = RichTextField(blank=True, features=["bold", "italic", "ul", "link"])
    planned_chapters = models.JSONField(
        default=list, blank=True, help_text=_("Titles of chapters in preparation, one a line.")
    )
    audiences = ParentalManyToManyField("taxonomy.Audience", blank=True, related_name="guides")
    topics = ParentalManyToManyField("taxonomy.Topic", blank=True, related_name="guides")
    document = models.ForeignKey(
        "files.LicensedDocument",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The whole guide as one file, if there is one."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction", heading=_("Introduction")),
        FieldPanel("planned_chapters", heading=_("Planned chapters")),
        classification_panel("audiences", "topics"),
        FieldPanel("document", heading=_("File")),
    ]
    base_form_class = GuidePageForm
    parent_page_types = ["toolkits.GuideIndexPage"]
    subpage_types = ["toolkits.GuideChapterPage"]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")


class GuideChapterPage(BasePage):
    """One chapter of a guide."""

    body = StreamField(reading_blocks(), blank=True, verbose_name=_("content"))
    minutes = models.PositiveSmallIntegerField(_("reading time in minutes"), default=5)

    content_panels = [*BasePage.content_panels, FieldPanel("minutes"), FieldPanel("body")]
    parent_page_types = ["toolkits.GuidePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("chapter")


class Download(models.Model):
    """Somebody downloaded a file. No person, no address: only what and when."""

    document = models.ForeignKey("files.LicensedDocument", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.document_id} {self.at:%Y-%m-%d}"


class DownloadCount(models.Model):
    """Downloads of a file on a day: what is left of Download rows after folding."""

    document = models.ForeignKey("files.LicensedDocument", on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "on"], name="toolkits_count_once")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.on}: {self.count}"
