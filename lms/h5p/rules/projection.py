"""From statements to an attempt: a pure function, the same whatever order they came in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lms.xapi.rules.verbs import ADL, COMPLETING


@dataclass(frozen=True)
class Report:
    """A statement about the whole package. order: that of arrival, for two of the same moment."""

    said_at: datetime
    order: int
    verb: str
    raw: float | None = None
    most: float | None = None
    scaled: float | None = None
    success: bool | None = None
    completion: bool | None = None
    seconds: float | None = None


@dataclass(frozen=True)
class Outcome:
    """What an attempt is. scaled and best: 0 to 1. passed: as the package says; None when it says nothing."""

    score: float | None = None
    max_score: float | None = None
    scaled: float | None = None
    best: float | None = None
    passed: bool | None = None
    seconds: float | None = None
    completed_at: datetime | None = None


def project(reports: Iterable[Report]) -> Outcome:
    """The newest score by its own time (reliability, scenario 17), the best one, and when the end was first reached."""
    rows = sorted(reports, key=lambda row: (row.said_at, row.order))
    scored = [row for row in rows if row.raw is not None or row.scaled is not None]
    newest = scored[-1] if scored else None
    verdicts = [verdict for row in rows if (verdict := _verdict(row)) is not None]
    lengths = [row.seconds for row in rows if row.seconds is not None]
    return Outcome(
        score=newest.raw if newest else None,
        max_score=newest.most if newest else None,
        scaled=_share(newest) if newest else None,
        best=max((share for row in scored if (share := _share(row)) is not None), default=None),
        passed=verdicts[-1] if verdicts else None,
        seconds=lengths[-1] if lengths else None,
        completed_at=next((row.said_at for row in rows if is_end(row)), None),
    )


def is_end(report: Report) -> bool:
    """Whether it says that the package was worked through. A plain "not complete" outweighs the verb."""
    if report.completion is not None:
        return report.completion
    return report.verb in COMPLETING


def _share(report: Report) -> float | None:
    return None if report.scaled is None else max(0.0, report.scaled)


def _verdict(report: Report) -> bool | None:
    if report.success is not None:
        return report.success
    return {f"{ADL}passed": True, f"{ADL}mastered": True, f"{ADL}failed": False}.get(report.verb)
