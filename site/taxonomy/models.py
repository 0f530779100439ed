"""The vocabularies that courses, toolkits and search share. Written by the loader and by editors in the CMS."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import turkish
from core.languages import NamedModel


class Term(NamedModel):
    """A facet's value: a stable code and a name in each language, sorted in Turkish order."""

    code = models.SlugField(
        _("code"), max_length=60, unique=True, help_text=_("Never changes; used in addresses and files.")
    )
    sort_order = models.CharField(max_length=220, editable=False, db_index=True)

    class Meta:
        abstract = True
        ordering = ["sort_order"]

    def save(self, *args, **kwargs):
        self.sort_order = self.make_sort_order()
        super().save(*args, **kwargs)

    def make_sort_order(self) -> str:
        """Turkish alphabetical order of the Turkish name."""
        return turkish.sort_key(self.name_tr)[:220]


class Topic(Term):
    """Digital, green, gender equality and work-life balance …"""

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Audience(Term):
    """Change agent, operator, firm, trainer, mentor, stakeholder."""

    class Meta(Term.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class Sector(Term):
    """A division or class of an economic classification; the code alone says nothing without its scheme."""

    scheme = models.CharField(
        _("classification"),
        max_length=20,
        default="NACE Rev.2",
        help_text=_("The classification, for example NACE Rev.2."),
    )
    number = models.CharField(
        _("code in the classification"),
        max_length=10,
        help_text=_("The classification's code, for example 25 or 29.32."),
    )

    class Meta(Term.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        constraints = [models.UniqueConstraint(fields=["scheme", "number"], name="taxonomy_sector_once")]

    def make_sort_order(self) -> str:
        return f"{self.scheme} {self.number}"


class Province(Term):
    """A province of Türkiye (or elsewhere): plate, ISO 3166-2 and NUTS-3 codes."""

    plate = models.CharField(_("plate number"), max_length=3, blank=True)
    iso = models.CharField(_("ISO code"), max_length=10, blank=True)
    nuts = models.CharField(_("NUTS code"), max_length=10, blank=True)
    is_pilot = models.BooleanField(
        _("pilot province"), default=False, help_text=_("A pilot province of the programme.")
    )

    class Meta(Term.Meta):
        verbose_name = _("province")
        verbose_name_plural = _("provinces")


class Dimension(Term):
    """A dimension of a maturity framework (SIRI, COSIRI). Names only: band descriptors belong to their owners."""

    framework = models.CharField(_("framework"), max_length=20, help_text=_("SIRI or COSIRI."))
    number = models.PositiveSmallIntegerField(
        _("number"),
    )
    block_tr = models.CharField(_("building block in Turkish"), max_length=100, blank=True)
    block_en = models.CharField(_("building block in English"), max_length=100, blank=True)
    block_ar = models.CharField(_("building block in Arabic"), max_length=100, blank=True)
    is_verified = models.BooleanField(
        _("wording confirmed"),
        default=True,
        help_text=_("Whether the framework's owner confirmed the wording."),
    )

    class Meta(Term.Meta):
        verbose_name = _("maturity dimension")
        verbose_name_plural = _("maturity dimensions")
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="taxonomy_dimension_once")
        ]

    def make_sort_order(self) -> str:
        return f"{self.framework} {self.number:03d}"


class SkillFamily(models.TextChoices):
    """The project document's three families (A-20)."""

    COGNITIVE = "cognitive", _("Cognitive")
    SOCIAL = "social", _("Social")
    TECHNOLOGICAL = "technological", _("Technological")


class Skill(Term):
    """A skill of one of the three families; an ESCO address where there is one (ESCO has no Turkish)."""

    family = models.CharField(_("family of skills"), max_length=20, choices=SkillFamily.choices)
    esco_uri = models.URLField(
        _("address in ESCO"), blank=True, help_text=_("The skill's address in ESCO, if it has one.")
    )

    class Meta(Term.Meta):
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
