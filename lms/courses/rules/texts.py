"""Which text of a lesson in another language may be shown, and how it is put together.

Structure, activities and right answers come from the source language only; a twin gives words.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Block = dict[str, Any]
"""A block of a StreamField as stored: {"type", "value", "id"}."""


@dataclass(frozen=True)
class LessonText:
    """A lesson's words in one language."""

    title: str
    objectives: tuple[str, ...] = ()
    body: Sequence[Block] = field(default_factory=tuple)

    def digest(self, activity_blocks: Collection[str] = ()) -> str:
        """A short sign of the words; blocks that stand for activities have none."""
        blocks = [
            (block["type"], block["value"]) for block in self.body if block["type"] not in activity_blocks
        ]
        words = json.dumps([self.title, self.objectives, blocks], sort_keys=True, default=str)
        return hashlib.sha256(words.encode()).hexdigest()


@dataclass(frozen=True)
class Published:
    """When the words of source and twin last went live; None: not known."""

    source_at: datetime | None
    twin_at: datetime | None


Merge = Callable[[Any, Any], Any]
"""(a block's value in the source language, in the twin) -> the twin's words in the source's structure, or None."""


def merge_twin(
    source: LessonText,
    twin: LessonText,
    activity_blocks: Collection[str],
    merges: Mapping[str, Merge] | None = None,
) -> LessonText | None:
    """The twin's words in the source's structure; None when the twin does not cover the source.

    Blocks are matched by id. Blocks that only the twin has are left out; a block that only the source has makes the
    twin outdated. Activities (`activity_blocks`: those without words of their own) and the right answers of
    check-yourself questions are always the source's. A twin whose body says exactly what the source says has not been
    translated. merges: how blocks with words and structure are put together, by block name.
    """
    by_id = {block.get("id"): block for block in twin.body}
    merged: list[Block] = []
    is_same = bool(source.body)
    for block in source.body:
        if block["type"] in activity_blocks:
            merged.append(block)
            continue
        other = by_id.get(block.get("id"))
        if other is None or other["type"] != block["type"]:
            return None
        value = other["value"]
        if block["type"] == "check_yourself":
            value = _with_right_answers(block["value"], value)
        elif merges and block["type"] in merges:
            value = merges[block["type"]](block["value"], value)
        if value is None:
            return None
        is_same = is_same and value == block["value"]
        merged.append({**block, "value": value})
    has_words = any(block["type"] not in activity_blocks for block in source.body)
    if is_same and has_words:
        return None
    return LessonText(title=twin.title, objectives=twin.objectives, body=tuple(merged))


def _with_right_answers(source: dict[str, Any], twin: dict[str, Any]) -> dict[str, Any] | None:
    right = {item.get("id"): item["value"].get("is_right", False) for item in source.get("choices", [])}
    choices = twin.get("choices", [])
    if [item.get("id") for item in choices] != list(right):
        return None
    return {
        **twin,
        "choices": [{**item, "value": {**item["value"], "is_right": right[item["id"]]}} for item in choices],
    }


def is_outdated(
    source: LessonText,
    twin: LessonText,
    earlier: tuple[LessonText, LessonText] | None,
    published: Published,
    activity_blocks: Collection[str],
) -> bool:
    """Whether the source's words changed after the twin's were written.

    earlier: source and twin as they stood in the last edition that had both. The twin is outdated when the source
    differs from then and the twin does not, unless the twin was published again after the source: its translator
    then says that it still holds.
    """
    if earlier is None:
        return False
    source_then, twin_then = (text.digest(activity_blocks) for text in earlier)
    if source.digest(activity_blocks) == source_then or twin.digest(activity_blocks) != twin_then:
        return False
    if published.source_at is None or published.twin_at is None:
        return True
    return published.twin_at <= published.source_at
