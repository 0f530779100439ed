"""What other apps hear of people."""

from django.dispatch import Signal

guardianship_changed = Signal()
"""What is known of a person's age or her guardian's consent is other than before; with `user` and `by`. In the transaction."""
