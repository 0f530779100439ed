"""A size of an image that is taken back with its row leaves neither a file nor an entry of the cache."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from core.taken_back import when_taken_back
from files.models import Rendition


@receiver(post_save, sender=Rendition, dispatch_uid="files.rendition_taken_back")
def forget_with_its_row(instance: Rendition, created: bool, **_signal: Any) -> None:
    """Else the cache would go on naming a picture that nobody finds."""
    if created:
        when_taken_back(lambda: _forget(instance))


def _forget(rendition: Rendition) -> None:
    rendition.purge_from_cache()
    rendition.file.delete(save=False)
