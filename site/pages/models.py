"""Home, standard pages, news; the site's own settings. Written by editors in the CMS.

SetupToken: written by `pages.services.setup_tokens` only.
"""

from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField

from core.blocks import reading_blocks
from core.colours import LEAST, least_contrast, read_colour, readable
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
    event_starts_at = models.DateTimeField(
        _("event begins"),
        null=True,
        blank=True,
        help_text=_("Only where the item announces an event; shown above the text."),
    )
    event_ends_at = models.DateTimeField(
        _("event ends"), null=True, blank=True, help_text=_("May be left empty.")
    )
    event_place = models.CharField(
        _("place of the event"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("Building, street, town."),
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
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("event_starts_at"), FieldPanel("event_ends_at")]),
                FieldPanel("event_place"),
            ],
            heading=_("Event"),
        ),
        FieldPanel("image", heading=_("Image")),
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("news item")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(event_ends_at=None)
                | models.Q(event_ends_at__gt=models.F("event_starts_at")),
                name="pages_event_ends_after_it_begins",
                violation_error_message=_("An event ends after it begins."),
            )
        ]
        ordering = ["-published_at"]


def check_colour(text: str) -> None:
    """Raise ValidationError when it is no colour, or one on which or in which nobody can read; it names a near one that can."""
    colour = read_colour(text)
    if colour is None:
        raise ValidationError(_("Write a colour as six digits, like #0b5561."), code="no_colour")
    if readable(colour) != colour:
        raise ValidationError(
            _(
                "Text in %(colour)s could not be read: its contrast is %(found)s to 1, and %(least)s to 1 is the least. "
                "The nearest colour that can be read is %(near)s."
            ),
            code="poor_contrast",
            params={
                "colour": colour,
                "found": f"{least_contrast(colour):.1f}",
                "least": LEAST,
                "near": readable(colour),
            },
        )


def check_sender(text: str) -> None:
    """Raise ValidationError when it is neither an address nor "Name <address>" in one line."""
    address = parseaddr(text)[1]
    try:
        validate_email(address)
    except ValidationError:
        address = ""
    if not address or any(sign in text for sign in "\r\n"):
        raise ValidationError(
            _("Write an address, or a name and an address: İmece <imece@example.org>."), code="no_sender"
        )


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
    logo = models.ForeignKey(
        "files.LicensedImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Stands beside the name at the top of each page. Best wide and low, on no ground."),
    )
    colour = models.CharField(
        _("main colour"),
        max_length=7,
        blank=True,
        default="",
        db_default="",
        validators=[check_colour],
        help_text=_("Of links, buttons and the band, like #0b5561. Empty: the usual petrol."),
    )
    offers_en = models.BooleanField(_("offers English"), default=True, db_default=True)
    offers_ar = models.BooleanField(_("offers Arabic"), default=True, db_default=True)
    sender = models.CharField(
        _("sender of mail"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        validators=[check_sender],
        help_text=_(
            "An address, or a name and an address in angle brackets. Empty: the one of the server's settings."
        ),
    )

    class Meta:
        verbose_name = _("site identity")

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages it offers. Turkish has no prefix in its addresses, so it is always there."""
        return ("tr", *(code for code in ("en", "ar") if getattr(self, f"offers_{code}")))

    def clean(self) -> None:
        """A colour is kept in one form, however it was typed."""
        super().clean()
        self.colour = read_colour(self.colour) or self.colour


class SetupToken(models.Model):
    """The key to the first set-up in the browser. Only its digest is kept; it opens once, and for a day."""

    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"
