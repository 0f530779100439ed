"""Pages that every visitor may see, told inside the same query."""

from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import CollectionViewRestriction, PageViewRestriction


def _restrictions_above(restrictions: Any, tree: str, path: str) -> Exists:
    """Whether a restriction holds for the node at `path` of the outer query, or for one above it in the tree."""
    here = ExpressionWrapper(OuterRef(path), output_field=CharField())
    return Exists(restrictions.objects.annotate(here=here).filter(here__startswith=F(f"{tree}__path")))


def without_private(pages: Any) -> Any:
    """Leave out pages that have a view restriction, or lie below one (Wagtail's `public()` asks a second query)."""
    return pages.filter(~_restrictions_above(PageViewRestriction, "page", "path"))


def without_private_files(rows: Any, collection: str) -> Any:
    """Leave out rows whose `collection` (a lookup, for example "document__collection") is closed, or lies in one."""
    return rows.filter(~_restrictions_above(CollectionViewRestriction, "collection", f"{collection}__path"))
