"""A translation of a video's block: its words in the source's structure."""

from collections.abc import Mapping
from typing import Any

_WORDS = ("title", "captions", "other_captions", "transcript")


def merge_words(source: Mapping[str, Any], twin: Mapping[str, Any]) -> dict[str, Any] | None:
    """Film, times, right answers and settings are the source's; title, captions, transcript and the words of chapters and
    questions the twin's. None when the twin lacks a chapter or a question, or has others: it is outdated then."""
    chapters = _merge_items(source, twin, "chapters", ("title",))
    questions = _merge_items(source, twin, "questions", ("question", "choices"))
    if chapters is None or questions is None:
        return None
    for mine, item in zip(source.get("questions") or [], questions, strict=True):
        choices = _right_answers(mine["value"], item["value"])
        if choices is None:
            return None
        item["value"]["choices"] = choices
    words = {name: twin[name] for name in _WORDS if twin.get(name)}
    return {**source, **words, "chapters": chapters, "questions": questions}


def _merge_items(
    source: Mapping[str, Any], twin: Mapping[str, Any], name: str, words: tuple[str, ...]
) -> list[dict[str, Any]] | None:
    mine, theirs = source.get(name) or [], twin.get(name) or []
    if [item.get("id") for item in mine] != [item.get("id") for item in theirs]:
        return None
    return [
        {**one, "value": {**one["value"], **{word: other["value"].get(word) for word in words}}}
        for one, other in zip(mine, theirs, strict=True)
    ]


def _right_answers(source: Mapping[str, Any], twin: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    mine, theirs = source.get("choices") or [], twin.get("choices") or []
    if [item.get("id") for item in mine] != [item.get("id") for item in theirs]:
        return None
    return [
        {**other, "value": {**other["value"], "is_right": one["value"].get("is_right", False)}}
        for one, other in zip(mine, theirs, strict=True)
    ]
