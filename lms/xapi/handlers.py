"""Reactions of the record store to what happens elsewhere."""

from typing import Any

from django.contrib.auth import user_logged_out

from lms.xapi.services import end_launches


def end_with_session(user: Any, **_kwargs: Any) -> None:
    """Whoever signs out leaves no frame behind that still opens her content (shared phones)."""
    if user is not None:
        end_launches(user=user)


def connect() -> None:
    """Called once while Django starts."""
    user_logged_out.connect(end_with_session, dispatch_uid="lms.xapi.end_with_session")
