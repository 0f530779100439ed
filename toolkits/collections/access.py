"""Who may see and change which collection. One function a rule."""

from typing import Any

from django.db.models import Q, QuerySet

from organisations.access import can_represent_firm, represented_firms
from toolkits.collections.models import Collection


def can_edit_collection(user: Any, collection: Collection) -> bool:
    """Only whoever made it."""
    return bool(user.is_authenticated and collection.owner_id == user.pk)


def can_read_collection(user: Any, collection: Collection) -> bool:
    """Its maker, and the contacts of the firm it was made for."""
    if can_edit_collection(user, collection):
        return True
    return collection.firm is not None and user.is_authenticated and can_represent_firm(user, collection.firm)


def readable_collections(user: Any) -> QuerySet[Collection]:
    """All that can_read_collection allows, in one query (administrators: their own only, in lists)."""
    if not user.is_authenticated:
        return Collection.objects.none()
    return Collection.objects.filter(Q(owner=user) | Q(firm__in=represented_firms(user)))
