"""Ids of activities (xAPI 1.0.3, 4.1.4.1): IRIs that do not depend on the address of the installation."""

import re
from uuid import UUID

_PART = re.compile(r"[0-9A-Za-z-]{1,64}")
_MARK = "?subContentId="


def activity_iri(place: UUID | str) -> str:
    """The activity that a launch is for. place: its activity key in the course, else its package's version."""
    return f"urn:uuid:{place}"


def is_of(activity_id: str, main: str) -> bool:
    """Whether an id is the main activity's or a part's of it, as H5P writes parts (h5p-x-api-event.js)."""
    if activity_id == main:
        return True
    rest = activity_id.removeprefix(main + _MARK)
    return rest != activity_id and _PART.fullmatch(rest) is not None
