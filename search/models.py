"""SearchEntry and SearchFacet: the embedded engine's tables. Written by `search.indexing` only; can be rebuilt at any time."""

from django.db import models


class SearchEntry(models.Model):
    """One page in one language, as it is found and shown. The tokens live in the engine's own table beside it."""

    page_id = models.PositiveBigIntegerField(unique=True)
    translation_key = models.UUIDField(db_index=True)
    language = models.CharField(max_length=2, db_index=True)
    kind = models.CharField(max_length=30, help_text="course, toolkit, guide, chapter, news or page.")
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=500)
    is_announced = models.BooleanField(default=False)
    indexed_at = models.DateTimeField(auto_now=True)

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
