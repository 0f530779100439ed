"""Who may do what with videos of lessons; everybody else gets 404."""

from typing import Any

from lms.enrolments.models import Enrolment


def can_watch(user: Any, enrolment: Enrolment) -> bool:
    """Only the trainee's own watching is counted: nobody watches for another (security statement 5)."""
    return bool(user.is_authenticated and enrolment.user_id == user.pk)
