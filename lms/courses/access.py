"""Who may write and publish a course."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Role
from accounts.roles import has_role, roles_of, scope_ids
from lms.courses.models import SOURCE_LANGUAGE, CoursePage, course_of, source_of

_DEPTH_IN_COURSE = {"ModulePage": 1, "LessonPage": 2}


def can_create_course(user: Any) -> bool:
    """Trainers, programme officers and editors of any scope, and administrators."""
    writers = {Role.TRAINER, Role.PROGRAMME_OFFICER, Role.EDITOR, Role.ADMINISTRATOR}
    return any(held.role in writers for held in roles_of(user))


def can_edit_course(user: Any, course: CoursePage) -> bool:
    """Its owner while she is a trainer, trainers of this course, programme officers, editors, administrators.

    A translation belongs to those who write the source.
    """
    if not can_create_course(user):
        return False
    course = source_of(course)
    if course.owner_id is not None and course.owner_id == user.pk:
        return True
    scopes = [("course", course.pk)]
    return (
        has_role(user, Role.TRAINER, scopes)
        or has_role(user, Role.EDITOR, scopes)
        or any(held.role == Role.PROGRAMME_OFFICER for held in roles_of(user))
    )


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


def editable_courses(user: Any) -> QuerySet[CoursePage]:
    """Courses that she may write, in the language of their source, newest first; archived ones are left out."""
    courses = CoursePage.objects.filter(archived_at=None, locale__language_code=SOURCE_LANGUAGE)
    courses = courses.order_by("-latest_revision_created_at", "-pk")
    if not can_create_course(user):
        return courses.none()
    if any(held.role == Role.PROGRAMME_OFFICER for held in roles_of(user)):
        return courses
    trained, edited = scope_ids(user, Role.TRAINER, "course"), scope_ids(user, Role.EDITOR, "course")
    if trained is None or edited is None:
        return courses
    return courses.filter(Q(owner=user) | Q(pk__in=trained | edited))
