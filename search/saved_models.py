"""SavedSearch: a search that a person wants to hear of. Written by `search.saving`."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class SavedSearch(models.Model):
    """What she typed and chose.

    chosen: {facet: value}. language: of the results. known: names of what there was when she was last told, newest last.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    query = models.CharField(max_length=200, blank=True)
    chosen = models.JSONField(default=dict)
    language = models.CharField(max_length=2)
    created_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True)
    known = models.JSONField(default=list)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.query
