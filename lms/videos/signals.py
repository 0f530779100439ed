"""What happens to videos that other applets may care about."""

from django.dispatch import Signal

video_watched = Signal()
"""(watch: VideoWatch): more of a video counts as watched than before. Sent in the transaction."""
