"""How often a file was downloaded: folded days and what came since."""

from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from toolkits.library.models import Download, DownloadCount


def with_downloads(rows: QuerySet, document: str = "document") -> Any:
    """Annotate `downloads` on rows that point at a document; no query of its own."""
    folded = (
        DownloadCount.objects.filter(document=OuterRef(document))
        .order_by()
        .values("document")
        .annotate(n=Sum("count"))
        .values("n")
    )
    fresh = (
        Download.objects.filter(document=OuterRef(document))
        .order_by()
        .values("document")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return rows.annotate(
        folded_downloads=Coalesce(Subquery(folded, output_field=IntegerField()), 0),
        fresh_downloads=Coalesce(Subquery(fresh, output_field=IntegerField()), 0),
    ).annotate(downloads=F("folded_downloads") + F("fresh_downloads"))
