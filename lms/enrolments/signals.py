"""What happened to enrolments; sent inside the transaction."""

from django.dispatch import Signal

trainee_enrolled = Signal()
"""sender=Enrolment, enrolments=[Enrolment, …] of one person, just begun."""

enrolments_moved = Signal()
"""sender=Enrolment, enrolment_ids=[int, …], edition=Edition: they are pinned to another edition now."""
