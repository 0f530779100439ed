"""Everything that writes progress."""

from lms.progress.services.completing import complete_activity, may_mark_herself
from lms.progress.services.recompute import evaluate_courses, recompute

__all__ = ["complete_activity", "evaluate_courses", "may_mark_herself", "recompute"]
