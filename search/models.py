"""SearchEntry, SearchFacet, SearchWord: the embedded engine's tables, written by `search.indexing` only; rebuilt at any time.

Synonyms: what editors say means the same, written in the CMS. Other tables lie in modules of their own, named below.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from search.file_models import FilePage, FileReading, FileUse
from search.index_models import IndexRun, SearchChange, SearchRemoval, SearchState
from search.insight_models import ClickCount, QueryCount
from search.pin_models import Pin
from search.saved_models import SavedSearch

__all__ = [
    "ClickCount",
    "FilePage",
    "FileReading",
    "FileUse",
    "IndexRun",
    "Pin",
    "QueryCount",
    "SavedSearch",
    "SearchChange",
    "SearchEntry",
    "SearchFacet",
    "SearchRemoval",
    "SearchState",
    "SearchWord",
    "Synonyms",
]


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """Entries of the generation that answers, or of any."""

    def serving(self) -> "SearchEntryQuerySet":
        """Those that answer now; a rebuild's new ones do not yet."""
        return self.filter(generation__in=SearchState.objects.filter(pk=1).values("generation"))


class SearchEntry(models.Model):
    """One document in one language, as it is found and shown; fields as in SearchDocument. The tokens live in the
    engine's own table beside it.

    generation: a rebuild makes all entries again under the next number, beside those that answer. version: rises with every
    change of the entry. digest: of everything that came from the document, so that what did not change is not written.
    """

    generation = models.PositiveIntegerField(default=1, db_default=1)
    key = models.CharField(max_length=120)
    version = models.BigIntegerField(default=0, db_default=0)
    digest = models.CharField(max_length=64, blank=True, default="", db_default="")
    source = models.CharField(max_length=60, db_index=True)
    page_id = models.PositiveBigIntegerField(null=True, db_index=True)
    file_id = models.PositiveBigIntegerField(null=True, db_index=True)
    circle = models.CharField(max_length=60, blank=True, db_index=True)
    under = models.CharField(max_length=255, blank=True)
    page_number = models.PositiveIntegerField(null=True)
    is_continued = models.BooleanField(default=False, db_default=False)
    translation_key = models.UUIDField(db_index=True)
    language = models.CharField(max_length=2, db_index=True)
    kind = models.CharField(
        max_length=30, help_text="course, toolkit, guide, chapter, news, page, file or lesson."
    )
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=500)
    is_announced = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    indexed_at = models.DateTimeField(auto_now=True)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["generation", "key"], name="search_entry_once_a_generation")
        ]

    def __str__(self) -> str:
        return self.title


class SearchFacet(models.Model):
    """A value by which an entry can be filtered; ANY stands for "every value of this facet"."""

    ANY = "*"

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(max_length=20)
    value = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name", "value"], name="search_facet_once")]
        indexes = [models.Index(fields=["name", "value"], name="search_facet_value")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class SearchWord(models.Model):
    """A word of the index: folded, as it is compared, and as it was written. "Did you mean" picks from these."""

    folded = models.CharField(max_length=40, primary_key=True)
    written = models.CharField(max_length=40)
    generation = models.PositiveIntegerField(default=1, db_default=1, help_text="The last one that has it.")

    def __str__(self) -> str:
        return self.written


class Synonyms(models.Model):
    """Words and phrases that mean the same to a search, in any language."""

    MOST = 12

    phrases = models.CharField(
        _("words that mean the same"),
        max_length=400,
        unique=True,
        help_text=_(
            "Separated by commas, in any language: SKDM, CBAM, carbon border adjustment. A search for one finds all."
        ),
    )

    class Meta:
        verbose_name = _("search synonyms")
        verbose_name_plural = _("search synonyms")
        ordering = ["phrases"]

    def __str__(self) -> str:
        return self.phrases

    def clean(self) -> None:
        """Two to twelve phrases, or they say nothing or cost too much."""
        count = len([phrase for phrase in self.phrases.split(",") if phrase.strip()])
        if not 2 <= count <= self.MOST:
            raise ValidationError({"phrases": _("Give 2 to 12 words or phrases, separated by commas.")})
