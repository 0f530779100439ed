"""Packages as raw block values name them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from lms.h5p.access import choosable_packages
from lms.h5p.models import H5PPackage


def packages_of_blocks(values: Iterable[Mapping[str, Any]]) -> dict[int, H5PPackage]:
    """The packages that raw block values name, by id, with their current version and its main library. One query."""
    ids = {package_id(value) for value in values} - {0}
    rows = H5PPackage.objects.select_related("current__main_library")
    return rows.in_bulk(ids) if ids else {}


def package_id(value: Mapping[str, Any]) -> int:
    """The id that a raw value names; 0 for none."""
    return int(value.get("package") or 0)


def packages_to_choose(user: Any) -> QuerySet[H5PPackage]:
    """Packages that she may put into pages and that can play, by title."""
    return choosable_packages(user).filter(current__isnull=False).order_by("title", "pk")
