"""Firms, training centres, partners and who belongs to them. Written by organisations' services and the CMS."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import turkish
from taxonomy.models import Province, Sector


class OrganisationKind(models.TextChoices):
    """Types of the stakeholder directory (A-22)."""

    FIRM = "firm", _("Firm")
    TRAINING_CENTRE = "training_centre", _("Training centre")
    UN_AGENCY = "un_agency", _("United Nations agency")
    MINISTRY = "ministry", _("Ministry")
    MUNICIPALITY = "municipality", _("Municipality")
    EMPLOYERS = "employers", _("Employers' organisation")
    CHAMBER = "chamber", _("Chamber of industry")
    OSB = "osb", _("Organised industrial zone administration")
    UNIVERSITY = "university", _("University")
    ASSOCIATION = "association", _("Industry association")
    FUNDER = "funder", _("Funder")


class Organisation(models.Model):
    """Any body that takes part. A firm, centre or partner has its own row beside this one's."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(_("code"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    sort_name = models.CharField(max_length=220, editable=False, db_index=True)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind.choices)
    province = models.ForeignKey(
        Province,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
        verbose_name=_("province"),
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="branches",
        verbose_name=_("belongs to"),
    )
    website = models.URLField(_("website"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["sort_name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def save(self, *args, **kwargs):
        self.sort_name = turkish.sort_key(self.name)[:220]
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.name


class FirmSize(models.TextChoices):
    """Size classes of the Turkish SME regulation."""

    MICRO = "micro", _("Micro")
    SMALL = "small", _("Small")
    MEDIUM = "medium", _("Medium")
    LARGE = "large", _("Large")


class Firm(Organisation):
    """A manufacturing firm (A-33: NACE section C, divisions 10 to 33)."""

    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, related_name="firms", verbose_name=_("sector")
    )
    activity_code = models.CharField(
        _("activity code"), max_length=10, help_text=_("The firm's own class, for example 29.32.")
    )
    size = models.CharField(_("size"), max_length=10, choices=FirmSize.choices)
    topics = models.ManyToManyField(
        "taxonomy.Topic",
        blank=True,
        verbose_name=_("topics"),
        help_text=_("What the firm wants to get better at."),
    )

    class Meta:
        verbose_name = _("firm")
        verbose_name_plural = _("firms")

    @property
    def is_sme(self) -> bool:
        """Small and medium-sized enterprises, micro included."""
        return self.size != FirmSize.LARGE


class TrainingCentre(Organisation):
    """Where face-to-face sessions happen, for example a municipality's vocational factory."""

    address = models.CharField(_("postal address"), max_length=300, blank=True)
    capacity = models.PositiveIntegerField(
        _("capacity"), null=True, blank=True, help_text=_("Seats in its largest room.")
    )

    class Meta:
        verbose_name = _("training centre")
        verbose_name_plural = _("training centres")


class Partner(Organisation):
    """A body that runs or pays for programmes."""

    logo = models.ForeignKey(
        "files.LicensedImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")


class FirmInterest(models.Model):
    """ "My firm is interested": left by a visitor, answered by a programme officer. Holds only what was typed for it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    firm_name = models.CharField(_("firm's name"), max_length=200)
    person_name = models.CharField(_("your name"), max_length=150)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone number"), max_length=20, blank=True)
    province = models.ForeignKey(Province, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sector = models.ForeignKey(Sector, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    message = models.TextField(_("what you would like to do"), blank=True, max_length=2000)
    consent_version = models.CharField(max_length=20)
    created_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(email="", phone=""), name="organisations_interest_can_be_answered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.firm_name} ({self.person_name})"
