"""What happened to attendance. Sent inside the transaction."""

from django.dispatch import Signal

attendance_recorded = Signal()
"""Somebody recorded who was there, or a session was cancelled or moved between courses. Arguments: session,
memberships (those whose share may have changed)."""
