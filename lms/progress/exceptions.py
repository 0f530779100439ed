"""Why something cannot be marked as done."""


class NotMarkable(Exception):
    """The activity cannot be completed this way."""


class ActivityNotInCourse(NotMarkable):
    """Her edition has no such activity."""


class NotSelfMarkable(NotMarkable):
    """Only reading a lesson can be marked by the trainee herself (security statement 18)."""


class NotEarned(NotMarkable):
    """The server has no result that completes it."""


class CourseNotRunning(NotMarkable):
    """She does not take the course (any more), or her group has not started it."""
