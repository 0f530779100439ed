"""What was reported. Sent inside the transaction."""

from django.dispatch import Signal

statement_stored = Signal()
"""New statements of one launch. sender=Statement, launch=Launch, statements=list[Statement]."""
