"""The key pages that `make shots` photographs: name, address, and who looks (None: a visitor).

An address is a path without the language, or a function that looks the path up in a language.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tests.bench import addresses
from tests.bench.addresses import TRAINEE, TRAINER, page_of


@dataclass(frozen=True)
class Shot:
    """One page to photograph in every language, theme and width."""

    name: str
    address: str | Callable[[str], str]
    who: str | None = None


SHOTS: list[Shot] = [
    Shot("home", "/"),
    Shot("toolkits", partial(page_of, "toolkits.ToolkitIndexPage")),
    Shot("toolkit", partial(page_of, "toolkits.ToolkitPage")),
    Shot("guide", partial(page_of, "toolkits.GuideChapterPage")),
    Shot("search", "/search/?q=enerji"),
    Shot("courses", partial(page_of, "lms.CourseIndexPage")),
    Shot("course-public", partial(page_of, "lms.CoursePage")),
    Shot("sign-in", "/accounts/login/"),
    Shot("dashboard", addresses.dashboard, TRAINEE),
    Shot("course", addresses.course, TRAINEE),
    Shot("lesson", addresses.lesson, TRAINEE),
    Shot("teaching", addresses.teaching, TRAINER),
]
