"""Counts what is asked and opened, without people. Browsers tell it; what runs no scripts (robots) is not counted."""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.db.models import F, Sum
from django.utils import timezone

from core.turkish import lower
from search.insight_models import ClickCount, QueryCount

SALT = "search.insight"
VALID_FOR = timedelta(days=2)
LONGEST = 100
LAST_RANK = 500
FEWEST = 3
"""A query that was asked less often in a period is not shown: it may say who asked."""
RARE_FOR = timedelta(days=30)
KEPT_FOR = timedelta(days=365)
_MAIL = re.compile(r"\S@\S|\bwww\.|https?:")
_DIGITS = re.compile(r"(?:[\d٠-٩۰-۹][\s().+/-]{0,2}){7,}")


@dataclass(frozen=True)
class Asked:
    """A query as it is counted."""

    query: str
    language: str
    total: int


def countable(text: str, language: str = "tr") -> str:
    """The query as it is counted; "" for what is empty, too long, or looks like personal data (mail, phone, number)."""
    query = " ".join((lower(text) if language == "tr" else text.lower()).split())
    if not query or len(query) > LONGEST or _MAIL.search(query) or _DIGITS.search(query):
        return ""
    return query


def seal(text: str, language: str, total: int) -> str:
    """What a page of results gives to the browser, so that nobody can have counted what was never asked here; "" for
    what is not counted."""
    query = countable(text, language)
    return signing.dumps([query, language, total], salt=SALT, compress=True) if query else ""


def unseal(sealed: str) -> Asked | None:
    """None for what is forged or old."""
    try:
        query, language, total = signing.loads(sealed, salt=SALT, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError):
        return None
    return Asked(query, language, total)


def count_query(asked: Asked) -> None:
    """Count that a page of results was seen."""
    row, _is_new = QueryCount.objects.get_or_create(
        on=timezone.localdate(), language=asked.language, query=asked.query
    )
    QueryCount.objects.filter(pk=row.pk).update(
        asked=F("asked") + 1, in_vain=F("in_vain") + (0 if asked.total else 1)
    )


def count_click(asked: Asked, rank: int) -> None:
    """Count that the result at a rank was opened."""
    if not 0 <= rank <= LAST_RANK:
        return
    row, _is_new = ClickCount.objects.get_or_create(
        on=timezone.localdate(), language=asked.language, query=asked.query, rank=rank
    )
    ClickCount.objects.filter(pk=row.pk).update(clicks=F("clicks") + 1)


def forget_old_counts() -> int:
    """Delete what is older than a year, and rare queries after a month. Returns how many rows."""
    today = timezone.localdate()
    gone = 0
    rare = (
        QueryCount.objects.values("query", "language")
        .annotate(all=Sum("asked"))
        .filter(all__lt=FEWEST)
        .values_list("query", "language")
    )
    for query, language in rare:
        for model in (QueryCount, ClickCount):
            rows = model.objects.filter(query=query, language=language, on__lt=today - RARE_FOR)  # type: ignore[attr-defined]
            gone += rows.delete()[0]
    for model in (QueryCount, ClickCount):
        gone += model.objects.filter(on__lt=today - KEPT_FOR).delete()[0]  # type: ignore[attr-defined]
    return gone
