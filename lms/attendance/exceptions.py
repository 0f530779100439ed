"""What can stand in the way of a session or its register."""


class AttendanceError(Exception):
    """Base of all below."""


class ReasonNeeded(AttendanceError):
    """A recorded entry is changed later than a slip of the finger: the change needs a reason."""


class NotAMember(AttendanceError):
    """The person is not a member of the session's group (security statement 2)."""


class SessionCancelled(AttendanceError):
    """The session does not take place."""


class SessionNotBegun(AttendanceError):
    """Nobody can have been at a session that is not near yet."""


class SessionWrong(AttendanceError):
    """A session cannot be like this. `field`: which part; `code`: what about it."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code


class CourseNotOfGroup(AttendanceError):
    """The course is not one of the group's courses."""
