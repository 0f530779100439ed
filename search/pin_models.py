"""Pin: a page that editors put above all results of a query. Written in the CMS."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Pin(models.Model):
    """For these queries, this page first, marked as recommended; in the reader's language where it has a twin in it."""

    MOST = 20

    queries = models.CharField(
        _("queries"),
        max_length=500,
        help_text=_(
            "Separated by commas, as people type them: enerji tasarrufu, enerji verimi. Endings, capitals and Turkish letters do not matter."
        ),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Shown first, while every visitor may see it."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("recommended result")
        verbose_name_plural = _("recommended results")
        ordering = ["queries"]

    def __str__(self) -> str:
        return self.queries

    def clean(self) -> None:
        """One to twenty queries."""
        count = len([query for query in self.queries.split(",") if query.strip()])
        if not 1 <= count <= self.MOST:
            raise ValidationError({"queries": _("Give 1 to 20 queries, separated by commas.")})
