"""Ending sessions (security statement 38)."""

from allauth.usersessions.models import UserSession

from accounts.models import User


def end_sessions(*, user: User, except_key: str | None = None) -> int:
    """End all sessions of a person but the one with `except_key`. Returns how many."""
    ended = 0
    for session in UserSession.objects.filter(user=user).exclude(session_key=except_key or ""):
        session.end()
        ended += 1
    return ended


def end_session(*, user: User, session_id: int) -> bool:
    """End one of a person's own sessions; False when it is not hers or gone."""
    session = UserSession.objects.filter(user=user, pk=session_id).first()
    if session is None:
        return False
    session.end()
    return True
