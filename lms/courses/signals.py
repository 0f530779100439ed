"""What courses tell the applets above them. Sent inside the transaction of the change."""

from django.dispatch import Signal

edition_published = Signal()
"""A new edition exists. Arguments: edition, previous (Edition or None), is_material (bool: it starts a new line)."""
