"""Readings across memberships and enrolments."""

from lms.enrolments.selectors.reading import (
    UPDATE_SHOWN_FOR,
    cohort_course_titles,
    enrolment_for,
    enrolments_for_reading,
    enrolments_of,
    is_open_now,
    is_open_to_everybody,
    joining_answer,
    latest_update,
    membership_of,
    open_memberships_of,
    places_taken,
    waiting_members,
)

__all__ = [
    "UPDATE_SHOWN_FOR",
    "cohort_course_titles",
    "enrolment_for",
    "enrolments_for_reading",
    "enrolments_of",
    "is_open_now",
    "is_open_to_everybody",
    "joining_answer",
    "latest_update",
    "membership_of",
    "open_memberships_of",
    "places_taken",
    "waiting_members",
]
