"""Collection: pages a person keeps together; shared by a link with 128 random bits. Written by its services."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def make_share_token() -> str:
    """144 random bits for the address of a shared collection."""
    return secrets.token_urlsafe(18)


class Collection(models.Model):
    """A named list of toolkits and guides of one person, perhaps for her firm."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="collections")
    firm = models.ForeignKey(
        "organisations.Firm", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(_("title"), max_length=150)
    share_token = models.CharField(max_length=40, unique=True, null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-updated_at"]

    def __str__(self) -> str:
        return self.title


class CollectionItem(models.Model):
    """One page in a collection: by its translation key, so that every reader sees it in her language."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    page_key = models.UUIDField()
    note = models.CharField(_("note"), max_length=300, blank=True)
    sort_order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "id"]
        constraints = [models.UniqueConstraint(fields=["collection", "page_key"], name="toolkits_item_once")]

    def __str__(self) -> str:
        return str(self.page_key)
