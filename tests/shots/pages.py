"""The key pages that `make shots` photographs: name, address in Turkish, and who looks (None: a visitor).

`address` may be a function that looks it up in the demo programme.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Shot:
    """One page to photograph in every language, theme and width."""

    name: str
    address: str | Callable[[], str]
    who: str | None = None


SHOTS: list[Shot] = [
    Shot("home", "/"),
]
