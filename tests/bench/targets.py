"""What the benchmark asks for: pages as data. Add a line to measure one more page.

`who` is a demo sign-in (None: a visitor); `least` is the part of the bare view's requests per second that the page
must reach (0.7: at least 70 %; 10: ten times as many); `most_cpu` the processor's milliseconds it may use. A path that is a function gets a Django that is set up and
looks the address up in the demo programme, so that no key is written down here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.bench import addresses, packages
from tests.bench.addresses import TRAINEE, page_of


@dataclass(frozen=True)
class Page:
    """One page to measure."""

    name: str
    path: str | Callable[[], str]
    who: str | None
    least: float
    most_cpu: float | None = None


PACKAGE = "package, trainee"
PAGES: list[Page] = [
    Page("home, visitor", "/", None, 10.0),
    Page("toolkit list, visitor", lambda: page_of("toolkits.ToolkitIndexPage"), None, 10.0),
    Page("toolkit, visitor", lambda: page_of("toolkits.ToolkitPage"), None, 10.0),
    Page("course, visitor", lambda: page_of("lms.CoursePage"), None, 10.0),
    Page("course, trainee", addresses.course, TRAINEE, 0.7),
    Page("lesson, trainee", addresses.lesson, TRAINEE, 0.7),
    Page("dashboard, trainee", addresses.dashboard, TRAINEE, 0.5),
    Page(PACKAGE, packages.around, TRAINEE, 0.4),
    Page("player, 30 libraries", packages.player, None, 0.3, most_cpu=15),
]
