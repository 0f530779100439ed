"""States in which an act on a course is refused."""


class CourseNotReady(Exception):
    """The course cannot be published yet; `problems` says why, in the language of the request."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class NothingToPublish(Exception):
    """Trainees see already what the course's pages say."""


class PageInUse(Exception):
    """A page that occurs in an edition is never deleted; it is archived."""


class CannotMove(Exception):
    """There is no place in that direction, or not for this kind of page."""


class EditConflict(Exception):
    """Somebody else saved the page while this person had it open."""
