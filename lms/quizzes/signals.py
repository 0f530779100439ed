"""What happened to attempts. Sent inside the transaction."""

from django.dispatch import Signal

attempt_submitted = Signal()
"""An attempt was handed in and graded, by the trainee or by the clock. Arguments: attempt."""
