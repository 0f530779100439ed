"""Readings across programmes, tracks and groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from accounts.models import Role, RoleAssignment, User
from accounts.roles import scope_ids
from core import turkish
from core.languages import active_language
from lms.courses.models import CoursePage
from lms.courses.selectors.reading import newest_editions, outline_for
from lms.programmes.access import programme_ids
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


def programmes_run_by(user: Any) -> QuerySet[Programme]:
    """Programmes that she runs, the newest first, with `groups` counted."""
    ids = programme_ids(user)
    rows = Programme.objects.all() if ids is None else Programme.objects.filter(pk__in=ids)
    return rows.annotate(groups=Count("cohorts")).order_by(F("starts_on").desc(nulls_last=True), "pk")


def groups_of(programme: Programme) -> QuerySet[Cohort]:
    """Its groups, the newest first, with `people` and `waiting` counted."""
    return (
        programme.cohorts.select_related("track", "province")
        .annotate(
            people=Count("memberships", filter=Q(memberships__state="active")),
            waiting=Count("memberships", filter=Q(memberships__state="waiting")),
        )
        .order_by("-starts_on", "sort_name")
    )


def newest_group(programme: Programme, track: Track | None = None) -> Cohort | None:
    """The group that was made last, of one track or of any: what a new one takes its usual values from. One query."""
    rows = programme.cohorts.select_related("track", "training_centre", "province")
    return (rows.filter(track=track) if track else rows).order_by("-pk").first()


def courses_to_add(cohort: Cohort) -> QuerySet[CoursePage]:
    """Courses in Turkish that are written or being written and that the group does not have yet."""
    return (
        CoursePage.objects.filter(locale__language_code="tr", archived_at=None, is_announced=False)
        .exclude(pk__in=cohort.cohort_courses.values("course"))
        .order_by("title")
    )


def course_titles(courses: Iterable[CoursePage]) -> dict[int, str]:
    """Titles in the reader's language by id: of the newest edition, else the page's. One query, outlines from the cache."""
    pages = list(courses)
    newest = newest_editions([page.key for page in pages])
    language = active_language()
    return {
        page.pk: outline_for(newest[page.key], language).title if page.key in newest else page.title
        for page in pages
    }


def trainers_of(cohort: Cohort) -> list[RoleAssignment]:
    """Who trains this very group, by family name. One query."""
    return list(
        RoleAssignment.objects.current()
        .filter(role=Role.TRAINER, scope_kind="cohort", scope_id=cohort.pk)
        .select_related("user", "granted_by")
        .order_by("user__sort_name", "pk")
    )


def trainers_to_name(cohort: Cohort) -> list[User]:
    """Trainers of the programme's other groups, by family name: who is likely to be named. One query."""
    groups = Cohort.objects.filter(programme=cohort.programme_id).exclude(pk=cohort.pk)
    known = RoleAssignment.objects.current().filter(
        role=Role.TRAINER, scope_kind="cohort", scope_id__in=groups.values("pk")
    )
    here = RoleAssignment.objects.current().filter(role=Role.TRAINER, scope_kind="cohort", scope_id=cohort.pk)
    return list(
        User.objects.filter(is_active=True, pk__in=known.values("user"))
        .exclude(pk__in=here.values("user"))
        .order_by("sort_name", "pk")[:200]
    )
