"""Home, standard pages, news; the site's own settings. Written by editors in the CMS."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField

from core.blocks import reading_blocks
from core.pages import BasePage
from pages.blocks import DoorBlock, StepBlock


class HomePage(BasePage):
    """The front page of one language."""

    hero_title = models.CharField(_("large line"), max_length=120, blank=True)
    hero_text = models.CharField(_("text below it"), max_length=400, blank=True)
    doors = StreamField(
        [("door", DoorBlock())],
        blank=True,
        max_num=6,
        verbose_name=_("doors"),
        help_text=_("Cards for trainee, trainer and firm."),
    )
    steps = StreamField(
        [("step", StepBlock())],
        blank=True,
        max_num=6,
        verbose_name=_("how it works"),
        help_text=_("How it works, step by step."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("hero_title"),
        FieldPanel("hero_text"),
        FieldPanel("doors"),
        FieldPanel("steps"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "lms.CourseIndexPage",
        "toolkits.ToolkitIndexPage",
        "toolkits.GuideIndexPage",
        "pages.NewsIndexPage",
        "pages.StandardPage",
    ]

    class Meta:
        verbose_name = _("front page")


class StandardPage(BasePage):
    """About, help, privacy, accessibility, contact …"""

    body = StreamField(reading_blocks(), blank=True, verbose_name=_("content"))
    in_footer = models.BooleanField(_("in the footer"), default=False)

    content_panels = [*BasePage.content_panels, FieldPanel("body"), FieldPanel("in_footer")]
    parent_page_types = ["pages.HomePage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]

    class Meta:
        verbose_name = _("standard page")


class NewsIndexPage(BasePage):
    """All news, newest first."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news")


class NewsPage(BasePage):
    """A news item with date, dateline, agency and the original's address (B-01, B-02)."""

    published_at = models.DateTimeField(_("date and time"))
    dateline = models.CharField(
        _("dateline"), max_length=100, blank=True, help_text=_("Place, for example İZMİR.")
    )
    agency = models.CharField(_("agency"), max_length=100, blank=True)
    original_url = models.URLField(
        _("original"), blank=True, help_text=_("Address of the original; it becomes the canonical address.")
    )
    body = StreamField(reading_blocks(), blank=True, verbose_name=_("content"))
    image = models.ForeignKey(
        "files.LicensedImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("published_at"),
        FieldRowPanel([FieldPanel("dateline"), FieldPanel("agency")]),
        FieldPanel("original_url"),
        FieldPanel("image", heading=_("Image")),
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("news item")
        ordering = ["-published_at"]


@register_setting(icon="site")
class SiteIdentity(BaseSiteSetting):
    """What the whole site shows: name, funder line (A-03), contact."""

    name = models.CharField(_("name"), max_length=60, default="İmece")
    funder_line = models.JSONField(default=dict, blank=True, help_text=_("The funding line by language."))
    is_eu_funded = models.BooleanField(
        _("funded by the European Union"),
        default=False,
        help_text=_("Shows the emblem of the European Union beside the funding line."),
    )
    contact_email = models.EmailField(_("contact address"), blank=True)
    about = RichTextField(blank=True, features=["bold", "italic", "link"])

    class Meta:
        verbose_name = _("site identity")
