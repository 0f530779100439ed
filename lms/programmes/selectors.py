"""Readings across programmes, tracks and groups."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.models import Role
from accounts.roles import scope_ids
from core import turkish
from lms.courses.models import CoursePage
from lms.programmes.models import Cohort, Programme, ProgrammePartner, Track


def cohorts_taught_by(user: Any) -> QuerySet[Cohort]:
    """Groups that she trains, or whose programme she runs; newest first."""
    trained = scope_ids(user, Role.TRAINER, "cohort")
    run = scope_ids(user, Role.PROGRAMME_OFFICER, "programme")
    cohorts = Cohort.objects.select_related("programme", "track", "province").newest_first()
    if trained is None or run is None:
        return cohorts
    if not trained and not run:
        return cohorts.none()
    return cohorts.filter(Q(pk__in=trained) | Q(programme_id__in=run))


def cohort_by_code(code: str) -> Cohort | None:
    """The group whose join code this is, however it was typed ("abc-123" and "ABC 123" are the same)."""
    typed = turkish.fold(code).upper()
    plain = "".join(letter for letter in typed if letter.isascii() and letter.isalnum())
    if not plain:
        return None
    return (
        Cohort.objects.select_related("programme", "track", "province", "training_centre")
        .filter(join_code__in={typed[:12], plain[:12]})
        .first()
    )


def coming_cohorts(course: CoursePage) -> list[Cohort]:
    """Groups that will take a course and have not started, the soonest first. One query."""
    return list(
        Cohort.objects.filter(
            cohort_courses__course__translation_key=course.key, starts_on__gt=timezone.localdate()
        )
        .select_related("province")
        .order_by("starts_on", "sort_name")[:6]
    )


@dataclass(frozen=True)
class TrackReach:
    """A track and how many people are or were in its groups, counted from records (A-13)."""

    track: Track
    reached: int

    @property
    def percent(self) -> int:
        """Of the target, at most 100."""
        return min(100, 100 * self.reached // self.track.target) if self.track.target else 0


@dataclass(frozen=True)
class ProgrammePresentation:
    """What a programme's public page shows."""

    programme: Programme
    partners: list[ProgrammePartner]
    tracks: list[TrackReach]
    provinces: list[Any]


def tracks_with_reach(programme: Programme) -> list[TrackReach]:
    """The programme's tracks with the number of different people in their groups; withdrawn ones do not count."""
    tracks = programme.tracks.annotate(
        reached=Count(
            "cohorts__memberships__user",
            filter=Q(cohorts__memberships__state="active"),
            distinct=True,
        )
    ).order_by("pk")
    return [TrackReach(track, track.reached) for track in tracks]


def present_programme(code: str) -> ProgrammePresentation | None:
    """A programme with its partners, tracks and provinces; None when there is none with this code. Four queries."""
    programme = Programme.objects.filter(code=code).first()
    if programme is None:
        return None
    return ProgrammePresentation(
        programme=programme,
        partners=list(programme.partner_rows.select_related("organisation")),
        tracks=tracks_with_reach(programme),
        provinces=list(programme.provinces.all()),
    )
