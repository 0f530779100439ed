"""Pages that every visitor may see, told inside the same query."""

from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction


def without_private(pages: Any) -> Any:
    """Leave out pages that have a view restriction, or lie below one (Wagtail's `public()` asks a second query)."""
    above = PageViewRestriction.objects.annotate(
        page_path=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    ).filter(
        page_path__startswith=F("page__path")
    )
    return pages.filter(~Exists(above))
