"""Whether a person may join a group with its code, today."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class JoiningAnswer(Enum):
    """What happens when she presses "Join"."""

    JOINS = "joins"
    WAITS_FOR_APPROVAL = "waits_for_approval"
    WAITS_FOR_PLACE = "waits_for_place"
    CLOSED = "closed"


@dataclass(frozen=True)
class JoiningFacts:
    """What the answer depends on. `joining`: "closed", "code" or "approval"; `today` by the server's clock in
    Europe/Istanbul; `was_withdrawn`: she was in this group before."""

    joining: str
    today: date
    ends_on: date
    closes_on: date | None
    taken: int
    capacity: int
    was_withdrawn: bool = False


def decide_joining(facts: JoiningFacts) -> JoiningAnswer:
    """The last day counts as open (C-23). Somebody who left or was taken out comes back only with approval."""
    last_day = min(facts.closes_on or facts.ends_on, facts.ends_on)
    if facts.joining not in ("code", "approval") or facts.today > last_day:
        return JoiningAnswer.CLOSED
    if facts.joining == "approval" or facts.was_withdrawn:
        return JoiningAnswer.WAITS_FOR_APPROVAL
    if facts.taken >= facts.capacity:
        return JoiningAnswer.WAITS_FOR_PLACE
    return JoiningAnswer.JOINS
