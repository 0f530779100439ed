"""What happened to groups; sent inside the transaction that did it."""

from django.dispatch import Signal

cohort_courses_changed = Signal()
"""Arguments: cohort, added (courses), removed (courses), by. Dates may have changed, too."""

cohort_changed = Signal()
"""Arguments: cohort, by. Places, joining or dates of a group are others now."""
