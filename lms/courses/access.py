"""Who may write and publish a course."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Role
from accounts.roles import roles_of, scope_ids
from lms.courses.models import SOURCE_LANGUAGE, CoursePage, course_of, source_of

_DEPTH_IN_COURSE = {"ModulePage": 1, "LessonPage": 2}


def can_create_course(user: Any) -> bool:
    """Trainers, programme officers and editors of any scope, and administrators."""
    writers = {Role.TRAINER, Role.PROGRAMME_OFFICER, Role.EDITOR, Role.ADMINISTRATOR}
    return any(held.role in writers for held in roles_of(user))


@dataclass(frozen=True)
class _Reach:
    """Which courses a person writes: all of them, or these and her own."""

    is_everywhere: bool
    courses: frozenset[int]


def _reach_of(user: Any) -> _Reach | None:
    """The one rule, for a course and for a list of courses; None for whoever writes none.

    A course's owner while she has a writing role, trainers and editors of the course or of all courses, programme
    officers, administrators.
    """
    if not can_create_course(user):
        return None
    if any(held.role == Role.PROGRAMME_OFFICER for held in roles_of(user)):
        return _Reach(True, frozenset())
    given = [scope_ids(user, role, "course") for role in (Role.TRAINER, Role.EDITOR)]
    if None in given:
        return _Reach(True, frozenset())
    return _Reach(False, frozenset().union(*(ids for ids in given if ids)))


def can_edit_course(user: Any, course: CoursePage) -> bool:
    """Whether she may write this course. A translation belongs to those who write the source."""
    reach = _reach_of(user)
    if reach is None:
        return False
    if reach.is_everywhere:
        return True
    course = source_of(course)
    return course.pk in reach.courses or (course.owner_id is not None and course.owner_id == user.pk)


def editable_courses(user: Any) -> QuerySet[CoursePage]:
    """Courses for which `can_edit_course` says yes, in the language of their source, newest first; archived ones are
    left out."""
    courses = CoursePage.objects.filter(archived_at=None, locale__language_code=SOURCE_LANGUAGE)
    courses = courses.order_by("-latest_revision_created_at", "-pk")
    reach = _reach_of(user)
    if reach is None:
        return courses.none()
    return courses if reach.is_everywhere else courses.filter(Q(owner=user) | Q(pk__in=reach.courses))


def foreign_courses(user: Any) -> QuerySet[CoursePage] | None:
    """Courses of every language, archived ones included, that she does not write; None: she writes all of them."""
    reach = _reach_of(user)
    if reach is None:
        return CoursePage.objects.all()
    if reach.is_everywhere:
        return None
    hers = CoursePage.objects.filter(locale__language_code=SOURCE_LANGUAGE).filter(
        Q(owner=user) | Q(pk__in=reach.courses)
    )
    return CoursePage.objects.exclude(translation_key__in=hers.values("translation_key"))


def can_publish_course(user: Any, course: CoursePage) -> bool:
    """Whoever writes a course publishes it; its own rule, because review before publishing may come."""
    return can_edit_course(user, course)


def can_edit_page(user: Any, page: Any) -> bool:
    """The rule for pages of the CMS: those of a course follow the course."""
    if not can_create_course(user) or not page.depth:
        # A page that has no place yet belongs to no course; adding it is a right on the page above.
        return False
    # A listing of the CMS asks for each of its rows; the answer is kept as long as the request's user object.
    known = user.__dict__.setdefault("_editable_course_paths", {})
    depth = page.depth - _DEPTH_IN_COURSE.get(type(page).__name__, 0)
    path = page.path[: depth * page.steplen]
    if path not in known:
        course = course_of(page)
        known[path] = course is not None and can_edit_course(user, course)
    return known[path]
