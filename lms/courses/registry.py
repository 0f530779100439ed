"""What higher applets add to lessons: blocks, and kinds of activity that a lesson's block can be.

Owned here, filled in lms/wiring.py while Django starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.registry import Registry

LESSON_BLOCKS: list[tuple[str, Any]] = []
"""Blocks of LessonPage.body as (name, block); the same list object is given to the StreamField."""


@dataclass(frozen=True)
class ActivityKind:
    """A kind of activity that a lesson's block can hold.

    kind: stable name, for example "quiz".
    block_name: the StreamField block that stands for it.
    freeze: (block value, languages) -> {"titles": {...}, "is_required": bool, "weight": int, "config": {...}}; JSON;
        called when an edition is compiled, on the source language's block; everything a record depends on goes here.
    problems: (block value) -> list of texts that keep the course from being published (empty: none).
    url_name: where a trainee takes it: reverse(url_name, args=[course_key, activity_key]).
    material_keys: names in config whose change is material (waits for the trainer to move the enrolments).
    """

    kind: str
    block_name: str
    freeze: Callable[[Any, list[str]], dict[str, Any]]
    problems: Callable[[Any], list[str]]
    url_name: str
    material_keys: tuple[str, ...] = ()


activity_kinds: Registry[ActivityKind] = Registry("activity kind")


def kind_of_block(block_name: str) -> ActivityKind | None:
    """The activity kind whose block has this name; None for blocks that are only read."""
    return next((kind for kind in activity_kinds if kind.block_name == block_name), None)
