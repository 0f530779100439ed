"""What a report may claim: nobody watches more of a video than the time that has passed allows.

A player runs on the trainee's device and can be made to say anything. What the server knows is its own clock: from the
moment that the video was opened to the moment that a report arrives no more can have been watched than that time at the
highest speed. So a claim never counts for more than that; whoever forges it must wait as long as whoever watches.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lms.videos.rules.intervals import JOIN_MS, Part, frontier, measure, merge, to_edges, without

MAX_SPEED = 2
GRACE_MS = 5_000
"""Once for each opening: clocks and networks are not exact, and a part is said when it is over."""
MOST_CLAIMS = 100
"""Parts in one report."""
MOST_PARTS = 500
"""Separate parts kept of one video; more is not watching but jumping about."""
_LONGEST = 24 * 3600 * 1000


@dataclass(frozen=True)
class Counted:
    """parts: all that counts now, merged. added: milliseconds that the report brought. cut: what it claimed beyond."""

    parts: list[Part]
    added: int
    cut: int


def read_claims(said: Any) -> list[Part] | None:
    """The parts that a report names ([[from, to], …] in seconds), in milliseconds; None when it is no such list."""
    if not isinstance(said, list) or len(said) > MOST_CLAIMS:
        return None
    claims: list[Part] = []
    for one in said:
        if not isinstance(one, list) or len(one) != 2 or not all(_is_number(value) for value in one):
            return None
        start, end = (round(value * 1000) for value in one)
        if not 0 <= start <= end <= _LONGEST:
            return None
        claims.append((start, end))
    return claims


def _is_number(value: Any) -> bool:
    # NaN and the infinities are floats too; they are in no range.
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _LONGEST / 1000


def allowance(*, opened_ms: int, now_ms: int, counted_since: int) -> int:
    """How many new milliseconds may count now: the time since the opening at full speed, and a grace, less what counted
    since then already, in whatever video (nobody watches two at once)."""
    return max(0, MAX_SPEED * max(0, now_ms - opened_ms) + GRACE_MS - counted_since)


def count(
    claims: Sequence[Part], known: Sequence[Part], *, length: int, allowed: int, in_order: bool = False
) -> Counted:
    """Take the claims in the order in which they were watched, as far as `allowed` goes.

    in_order: what lies beyond where she has come does not count until everything before it is watched.
    """
    parts = merge(known)
    added = cut = 0
    for claim in claims:
        part = to_edges(claim, length)
        if part is None:
            continue
        for start, end in without(part, parts):
            if in_order and start > frontier(parts) + JOIN_MS:
                cut += end - start
                continue
            taken = _affordable((start, end), parts, allowed - added)
            cut += end - start - taken
            if not taken:
                continue
            candidate = merge([*parts, (start, start + taken)])
            if len(candidate) > MOST_PARTS:
                cut += taken
                continue
            added += measure(candidate) - measure(parts)
            parts = candidate
    return Counted(parts, added, cut)


def _affordable(part: Part, parts: Sequence[Part], budget: int) -> int:
    """How much of a part, from its beginning, the budget pays for. Gaps that it closes (JOIN_MS) are paid too: else a
    thousand crumbs would make a whole."""
    start, end = part
    taken = min(end - start, budget)
    if taken <= 0:
        return 0
    price = measure(merge([*parts, (start, start + taken)])) - measure(parts)
    taken -= max(0, price - budget)
    if taken <= 0 or measure(merge([*parts, (start, start + taken)])) - measure(parts) > budget:
        return 0
    return taken
