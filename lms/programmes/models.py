"""Programme, Track, Cohort and the courses of a cohort. Written by programme officers through services."""

import secrets
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import turkish
from core.languages import NamedModel, in_language

JOIN_ALPHABET = "ABCDEFGHJKLMNPRSTUVYZ23456789"
"""Letters and digits that nobody confuses when read aloud: no I, O, 0, 1, Q, W, X."""


def make_join_code() -> str:
    """A short code to type: six characters (29^6, about 600 million); guessing is rate-limited as well."""
    return "".join(secrets.choice(JOIN_ALPHABET) for _index in range(6))


class Programme(NamedModel):
    """A programme with partners, funder line and dates (A-01 to A-03)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    description = models.JSONField(default=dict, help_text=_("Text by language."))
    funder_line = models.JSONField(
        default=dict, help_text=_("The funding sentence and disclaimer, by language.")
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    external_url = models.URLField(blank=True, help_text=_("The official record (A-49)."))
    external_id = models.CharField(max_length=100, blank=True)
    asks_birth_year = models.BooleanField(
        default=False,
        db_default=False,
        help_text=_("People under 18 may take part, so everybody's year of birth is asked."),
    )
    provinces = models.ManyToManyField("taxonomy.Province", blank=True, related_name="programmes")

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    @property
    def funder_text(self) -> str:
        """The funding line in the language of this request."""
        return in_language(self.funder_line)


class ProgrammePartner(models.Model):
    """A partner's role in a programme (A-02)."""

    class Part(models.TextChoices):
        IMPLEMENTER = "implementer", _("Implementer")
        PARTNER = "partner", _("Implementing partner")
        FUNDER = "funder", _("Funder")
        MINISTRY = "ministry", _("Ministry")
        PROVIDER = "provider", _("Training provider")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="partner_rows")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=Part.choices)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "organisation", "part"], name="lms_partner_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_part_display()})"


class Track(NamedModel):
    """Change agent (white collar) or operator (blue collar) in one programme (A-10, A-13)."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="tracks")
    code = models.SlugField(max_length=40)
    target = models.PositiveIntegerField(
        default=0, help_text=_("How many people the programme wants to reach.")
    )
    months = models.PositiveSmallIntegerField(default=2, help_text=_("How long a group's training lasts."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="lms_track_once")]


class Joining(models.TextChoices):
    """How people get into a cohort."""

    CLOSED = "closed", _("Only people we add")
    CODE = "code", _("With the join code")
    APPROVAL = "approval", _("With the join code, after approval")


class CohortQuerySet(models.QuerySet["Cohort"]):
    def newest_first(self) -> "CohortQuerySet":
        """Newest start first."""
        return self.order_by("-starts_on", "sort_name")


class Cohort(models.Model):
    """A group of trainees on one track who go through the same courses together."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="cohorts")
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(_("name"), max_length=150)
    sort_name = models.CharField(max_length=220, editable=False)
    province = models.ForeignKey("taxonomy.Province", null=True, blank=True, on_delete=models.PROTECT)
    training_centre = models.ForeignKey(
        "organisations.TrainingCentre",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cohorts",
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    capacity = models.PositiveIntegerField(_("places"), default=30)
    joining = models.CharField(max_length=20, choices=Joining.choices, default=Joining.CODE)
    join_code = models.CharField(max_length=12, unique=True, default=make_join_code)
    joining_closes_on = models.DateField(null=True, blank=True)
    courses = models.ManyToManyField("lms.CoursePage", through="lms.CohortCourse", related_name="cohorts")

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="lms_cohort_dates"
            )
        ]

    def save(self, *args, **kwargs):
        self.sort_name = turkish.sort_key(self.name)[:220]
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.name


class CohortCourse(models.Model):
    """A course of a cohort, with its dates."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="cohort_courses")
    course = models.ForeignKey("lms.CoursePage", on_delete=models.PROTECT, related_name="cohort_courses")
    sort_order = models.PositiveSmallIntegerField(default=0)
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["sort_order", "id"]
        constraints = [models.UniqueConstraint(fields=["cohort", "course"], name="lms_cohort_course_once")]

    def __str__(self) -> str:
        return f"{self.cohort}: {self.course}"
