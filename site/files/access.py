"""Who may fetch which document and image: the privacy of a collection holds for everything below it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import BaseViewRestriction, CollectionViewRestriction

from files.models import LicensedDocument, LicensedImage


def collection_restrictions() -> list[Any]:
    """Every restriction of a collection. One query, and one more for groups where there are any."""
    return list(CollectionViewRestriction.objects.select_related("collection").prefetch_related("groups"))


def closed_collection_paths(request: HttpRequest | None, restrictions: list[Any] | None = None) -> list[str]:
    """Tree paths of collections that this request may not see (None: that no visitor may see).

    A collection with a shared password is closed to everybody: such passwords are not used here.
    """
    rows = collection_restrictions() if restrictions is None else restrictions
    return [row.collection.path for row in rows if not _is_open(row, request)]


def _is_open(restriction: Any, request: HttpRequest | None) -> bool:
    if restriction.restriction_type == BaseViewRestriction.PASSWORD or request is None:
        return False
    return bool(restriction.accept_request(request))


def _outside(paths: list[str]) -> Q:
    condition = Q()
    for path in paths:
        condition &= ~Q(collection__path__startswith=path)
    return condition


def visible_documents(request: HttpRequest | None) -> QuerySet[LicensedDocument]:
    """Documents that this request may fetch (None: that every visitor may fetch). One query, and the result's own."""
    return LicensedDocument.objects.filter(_outside(closed_collection_paths(request)))


def visible_images(request: HttpRequest | None) -> QuerySet[LicensedImage]:
    """The same for images."""
    return LicensedImage.objects.filter(_outside(closed_collection_paths(request)))
