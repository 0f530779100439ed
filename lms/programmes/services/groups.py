"""Groups: making one from a few answers, changing it, a new join code."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.formats import date_format

from core.audit import record
from core.page_cache import purge_public_pages
from lms.programmes.exceptions import GroupWrong
from lms.programmes.models import Cohort, CohortCourse, Joining, Programme, Track, make_join_code
from lms.programmes.rules.duration import expected_end
from lms.programmes.signals import cohort_changed

PARTS = (
    "track", "name", "province", "training_centre", "starts_on", "ends_on", "capacity", "joining",
    "joining_closes_on",
)  # fmt: skip
PLACES = 30


@transaction.atomic
def create_group(
    *,
    programme: Programme,
    track: Track,
    by: Any,
    starts_on: date,
    name: str = "",
    ends_on: date | None = None,
    province: Any = None,
    training_centre: Any = None,
    capacity: int = PLACES,
    joining: str = Joining.CODE,
    joining_closes_on: date | None = None,
    courses_of: Cohort | None = None,
) -> Cohort:
    """Make a group. What is left open follows: the name from province, track and month, the end from the track's
    months, the courses (without dates) from `courses_of`. Raises GroupWrong.
    """
    group = Cohort(
        programme=programme,
        track=track,
        name=" ".join(name.split()) or usual_name(track, province, starts_on),
        province=province,
        training_centre=training_centre,
        starts_on=starts_on,
        ends_on=ends_on or expected_end(starts_on, max(track.months, 1)),
        capacity=capacity,
        joining=joining,
        joining_closes_on=joining_closes_on,
    )
    _check(group, people=0)
    _save_with_free_code(group)
    if courses_of is not None:
        CohortCourse.objects.bulk_create(
            CohortCourse(cohort=group, course_id=row.course_id, sort_order=place)
            for place, row in enumerate(courses_of.cohort_courses.filter(course__archived_at=None))
        )
    record(action="cohort.created", actor=by, about=group)
    transaction.on_commit(purge_public_pages)
    return group


@transaction.atomic
def change_group(*, cohort: Cohort, by: Any, **changes: Any) -> Cohort:
    """Change parts of a group. Raises GroupWrong: fewer places than people, another track while somebody is in."""
    group = Cohort.objects.select_for_update().get(pk=cohort.pk)
    before = {name: getattr(group, name) for name in PARTS}
    for name, value in changes.items():
        if name not in PARTS:
            raise GroupWrong(name, "unknown")
        setattr(group, name, " ".join(value.split()) if name == "name" else value)
    group.name = group.name or usual_name(group.track, group.province, group.starts_on)
    people = group.memberships.filter(state="active").count()
    if before["track"] != group.track and group.memberships.exclude(state="withdrawn").exists():
        raise GroupWrong("track", "has_people")
    _check(group, people=people if group.capacity != before["capacity"] else 0)
    changed = [name for name, value in before.items() if getattr(group, name) != value]
    if changed:
        group.save()
        record(action="cohort.changed", actor=by, about=group, data={"changed": changed})
        cohort_changed.send(sender=Cohort, cohort=group, by=by)
        transaction.on_commit(purge_public_pages)
    return group


@transaction.atomic
def renew_join_code(*, cohort: Cohort, by: Any) -> Cohort:
    """Give the group another join code; the old one, its link and its printed QR stop working at once."""
    group = Cohort.objects.select_for_update().get(pk=cohort.pk)
    group.join_code = make_join_code()
    _save_with_free_code(group)
    record(action="cohort.join_code_renewed", actor=by, about=group)
    return group


def usual_name(track: Track, province: Any, starts_on: date) -> str:
    """What a group is called when nobody says: "İzmir Operatör, Haziran 2026". Names of groups are Turkish."""
    with translation.override("tr"):
        place = province.name_in("tr") if province else ""
        month = date_format(starts_on, "F Y")
        return f"{place} {track.name_in('tr')}, {month}".strip()[:150]


def _check(group: Cohort, *, people: int) -> None:
    if group.track.programme_id != group.programme_id:
        raise GroupWrong("track", "other_programme")
    if group.ends_on < group.starts_on:
        raise GroupWrong("ends_on", "before_start")
    if group.joining_closes_on and group.joining_closes_on > group.ends_on:
        raise GroupWrong("joining_closes_on", "after_end")
    if group.capacity < max(people, 1):
        raise GroupWrong("capacity", "too_few")


def _save_with_free_code(group: Cohort) -> None:
    """Save; a code that another group has by chance is thrown again."""
    for _try in range(5):
        try:
            with transaction.atomic():
                group.save()
                return
        except IntegrityError:
            if not Cohort.objects.filter(join_code=group.join_code).exclude(pk=group.pk).exists():
                raise
            group.join_code = make_join_code()
    raise GroupWrong("join_code", "taken")
