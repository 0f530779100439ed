"""Everything that writes programmes, tracks and groups."""

from lms.programmes.services.group_courses import (
    add_course,
    change_course_dates,
    move_course,
    remove_course,
)
from lms.programmes.services.groups import change_group, create_group, renew_join_code
from lms.programmes.services.programmes import save_programme, save_track

__all__ = [
    "add_course",
    "change_course_dates",
    "change_group",
    "create_group",
    "move_course",
    "remove_course",
    "renew_join_code",
    "save_programme",
    "save_track",
]
