"""What editors read of the counts: queries that were asked, in vain, and how far down people opened results."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Sum
from django.utils import timezone

from search.insight import FEWEST
from search.insight_models import ClickCount, QueryCount

MOST_ROWS = 500


@dataclass(frozen=True)
class QueryRow:
    """A query in a period. clicks: results opened; mean_rank: of those, 0 when none was."""

    query: str
    language: str
    asked: int
    in_vain: int
    clicks: int
    mean_rank: float


@dataclass(frozen=True)
class RankRow:
    """A rank (0: recommended) and how often it was opened; share of all, in per cent."""

    rank: int
    clicks: int
    percent: int


@dataclass(frozen=True)
class Report:
    """rows: by how often, of queries that were asked often enough to be shown. rare: how often the others were asked."""

    days: int
    asked: int
    in_vain: int
    clicks: int
    rare: int
    rows: list[QueryRow]
    ranks: list[RankRow]

    @property
    def vain_rows(self) -> list[QueryRow]:
        """Those that found nothing, most often first."""
        return sorted((row for row in self.rows if row.in_vain), key=lambda row: (-row.in_vain, row.query))


def make_report(*, days: int = 30) -> Report:
    """The last `days` days. Four queries, whatever there is."""
    since = timezone.localdate() - timedelta(days=days - 1)
    asked = QueryCount.objects.filter(on__gte=since)
    clicked = ClickCount.objects.filter(on__gte=since)
    totals = asked.aggregate(asked=Sum("asked"), in_vain=Sum("in_vain"))
    often = (
        asked.values("query", "language")
        .annotate(times=Sum("asked"), vain=Sum("in_vain"))
        .filter(times__gte=FEWEST)
        .order_by("-times", "query")[:MOST_ROWS]
    )
    by_query = {
        (row["query"], row["language"]): (row["times"], row["sum_of_ranks"])
        for row in clicked.values("query", "language").annotate(
            times=Sum("clicks"), sum_of_ranks=Sum(F("clicks") * F("rank"))
        )
    }
    rows = []
    for row in often:
        times, sum_of_ranks = by_query.get((row["query"], row["language"]), (0, 0))
        mean = round(sum_of_ranks / times, 1) if times else 0.0
        rows.append(QueryRow(row["query"], row["language"], row["times"], row["vain"], times, mean))
    ranks = list(clicked.values("rank").annotate(times=Sum("clicks")).order_by("rank")[:30])
    clicks = sum(row["times"] for row in ranks)
    total = totals["asked"] or 0
    return Report(
        days=days,
        asked=total,
        in_vain=totals["in_vain"] or 0,
        clicks=clicks,
        rare=max(0, total - sum(row.asked for row in rows)),
        rows=rows,
        ranks=[
            RankRow(row["rank"], row["times"], round(100 * row["times"] / clicks) if clicks else 0)
            for row in ranks
        ],
    )
