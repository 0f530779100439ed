"""Lists of the CMS that find Turkish words however they are typed: "izmir", "İZMİR" and "ızmır" are one search."""

from typing import Any

from django.db.models import QuerySet
from wagtail.snippets.views.snippets import IndexView

from core.turkish import fold


class TurkishIndexView(IndexView):
    """Searches `search_fields` by folded spelling. For vocabularies and registers of some thousand rows at most."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        words = fold(self.search_query).split()
        names = list(self.search_fields or [])
        found: list[Any] = [
            row[0]
            for row in queryset.values_list("pk", *names)
            if all(word in fold(" ".join(str(value or "") for value in row[1:])) for word in words)
        ]
        return queryset.filter(pk__in=found)
