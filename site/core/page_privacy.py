"""Pages that every visitor may see, told inside the same query."""

from typing import Any

from django.db.models import Exists, F, OuterRef
from wagtail.models import PageViewRestriction


def without_private(pages: Any) -> Any:
    """Leave out pages that have a view restriction, or lie below one (Wagtail's `public()` asks a second query)."""
    above = PageViewRestriction.objects.annotate(page_path=OuterRef("path")).filter(
        page_path__startswith=F("page__path")
    )
    return pages.filter(~Exists(above))
