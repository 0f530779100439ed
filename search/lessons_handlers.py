"""Keeps what is found in lessons in step with editions. Who takes a course is asked at every search, never indexed."""

from typing import Any

from django.dispatch import receiver

from core.outbox import enqueue, outbox_handler
from lms.courses.signals import edition_published
from search.documents.base import edition_source
from search.indexing import index_source

TOPIC = "search.index_lessons"


@outbox_handler(TOPIC)
def index_lessons_later(payload: dict[str, Any]) -> None:
    """Index the lessons of one edition. Editions never change."""
    index_source(edition_source(payload["edition"]))


@receiver(edition_published, dispatch_uid="search.lessons_of_edition")
def index_lessons_of_edition(edition: Any, **signal: Any) -> None:
    """What trainees now get can be found by them a moment later."""
    enqueue(topic=TOPIC, key=f"index-lessons:{edition.uuid}", payload={"edition": edition.pk})
