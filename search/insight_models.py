"""What is asked and chosen, counted by the day: no person, no address, no time of day. Written by `search.insight`.

A query that looks like personal data is not stored; rows of rare queries go after a month, all after a year.
"""

from django.db import models


class QueryCount(models.Model):
    """How often a query was asked on a day, and how often in vain. query: in small letters, white space folded."""

    on = models.DateField()
    language = models.CharField(max_length=2)
    query = models.CharField(max_length=100)
    asked = models.PositiveIntegerField(default=0)
    in_vain = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["on", "language", "query"], name="search_query_count_once")
        ]
        indexes = [models.Index(fields=["query"], name="search_query_count_query")]

    def __str__(self) -> str:
        return f"{self.on} {self.query}"


class ClickCount(models.Model):
    """How often the result at a rank (1 is the first; 0: recommended by editors) was opened after a query, on a day."""

    on = models.DateField()
    language = models.CharField(max_length=2)
    query = models.CharField(max_length=100)
    rank = models.PositiveSmallIntegerField()
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["on", "language", "query", "rank"], name="search_click_count_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.query} {self.rank}"
