"""Who may do what with quizzes and attempts; everybody else gets 404."""

from typing import Any

from accounts.access import is_confirmed
from accounts.models import Role
from accounts.roles import has_role
from lms.courses.access import can_edit_course
from lms.courses.models import CoursePage
from lms.enrolments.access import can_read_enrolment
from lms.enrolments.models import Enrolment
from lms.quizzes.models import Attempt, Quiz


def can_take(user: Any, enrolment: Enrolment) -> bool:
    """Only the trainee herself takes her quiz: nobody answers for another (security statement 5)."""
    return bool(user.is_authenticated and enrolment.user_id == user.pk)


def can_be_graded(user: Any) -> bool:
    """Whether she may begin an attempt: reading is open at once, results only when it is known whose they are."""
    return is_confirmed(user)


def can_answer_attempt(user: Any, attempt: Attempt) -> bool:
    """Only the trainee herself saves answers and hands in."""
    return can_take(user, attempt.enrolment)


def can_read_attempt(user: Any, attempt: Attempt) -> bool:
    """The trainee, and those who may read her enrolment: her trainers, officers, administrators."""
    return can_take(user, attempt.enrolment) or can_read_enrolment(user, attempt.enrolment)


def can_edit_quiz(user: Any, quiz: Quiz, courses: list[CoursePage]) -> bool:
    """Who wrote it, editors, and whoever may edit a course that uses it. `courses`: selectors.authored.uses_of."""
    if not user.is_authenticated:
        return False
    if has_role(user, Role.EDITOR):
        return True
    if courses:
        return any(can_edit_course(user, course) for course in courses)
    return quiz.created_by_id == user.pk
