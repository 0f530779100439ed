"""What the benchmark asks for: pages as data. Add a line to measure one more page.

`who` is a demo sign-in (None: a visitor); `least` is the part of the bare view's requests per second that the page
must reach (0.7: at least 70 %; 10: ten times as many). A path that is a function gets a Django that is set up and
looks the address up in the demo programme, so that no key is written down here.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page to measure."""

    name: str
    path: str | Callable[[], str]
    who: str | None
    least: float


PAGES: list[Page] = [
    Page("home", "/", None, 10.0),
]
