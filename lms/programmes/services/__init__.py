"""Everything that writes programmes, tracks and groups."""

from lms.programmes.services.group_courses import (
    add_course,
    change_course_dates,
    move_course,
    remove_course,
)
from lms.programmes.services.groups import change_group, create_group, renew_join_code
from lms.programmes.services.partners import add_partner, move_partner, remove_partner
from lms.programmes.services.programmes import save_programme, save_track

__all__ = [
    "add_course",
    "add_partner",
    "change_course_dates",
    "change_group",
    "create_group",
    "move_course",
    "move_partner",
    "remove_course",
    "remove_partner",
    "renew_join_code",
    "save_programme",
    "save_track",
]
