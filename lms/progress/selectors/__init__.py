"""Readings about progress."""

from lms.progress.selectors.course_progress import (
    Missing,
    Progress,
    done_keys,
    progress_of,
    progress_of_many,
    records_of_many,
)

__all__ = ["Missing", "Progress", "done_keys", "progress_of", "progress_of_many", "records_of_many"]
