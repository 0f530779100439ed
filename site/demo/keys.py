"""Stable identifiers from keys (docs/content-format.md, section 1): the same file gives the same UUID everywhere."""

import uuid

NAMESPACE = uuid.UUID("6f0c9b1e-8d5e-5b8b-9c55-2f1d7d0a3c11")


def key_uuid(*parts: str) -> uuid.UUID:
    """The UUID of a path such as ("course", "5s", "lesson", "ilk-tur")."""
    return uuid.uuid5(NAMESPACE, "/".join(parts))
