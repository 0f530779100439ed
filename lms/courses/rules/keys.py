"""Keys that records depend on. They are the same in every language, and new in a copy of a page."""

import uuid


def activity_key(lesson_key: uuid.UUID | str, block_id: str) -> str:
    """The key of an activity that is a block of a lesson.

    Derived, not stored: a copy of a page keeps its block ids but gets a new translation key, so its activities get
    new keys; a translation shares the translation key and the block ids, so its activities are the same.
    """
    return str(uuid.uuid5(uuid.UUID(str(lesson_key)), str(block_id)))
