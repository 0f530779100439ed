"""What an installation still lacks: apps say while Django starts which steps of setting up they know."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from core.registry import Registry


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step. `text`: how it is now, or what to do. `url`: where it is done, `act`: what the link says. `confirm`: a name
    that lets an administrator say herself that it is done ("backups"), or asks for a try ("mail")."""

    title: str | Promise
    is_done: bool
    text: str | Promise
    url: str = ""
    act: str | Promise = ""
    confirm: str = ""


@dataclass(frozen=True)
class Check:
    """How a step is looked at: a function of the person. `is_quick`: one query or two, so it may be asked on every visit."""

    look: Callable[[Any], Step]
    is_quick: bool = True


checks: Registry[Check] = Registry("step of setting up")


def steps_for(user: Any) -> list[Step]:
    """All steps, those to do first."""
    return sorted((check.look(user) for check in checks), key=lambda step: step.is_done)


def open_steps(user: Any) -> int:
    """How many of the quick ones are not done."""
    return sum(not check.look(user).is_done for check in checks if check.is_quick)
