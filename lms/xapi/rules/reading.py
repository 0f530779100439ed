"""What a frame sent, read closely: only what a package may say, about nothing but its own launch (security 17)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lms.xapi.enums import Refusal
from lms.xapi.rules.activity_ids import is_of
from lms.xapi.rules.durations import BadDuration, read_duration
from lms.xapi.rules.scores import BadScore, Score, read_score
from lms.xapi.rules.shape import is_plain
from lms.xapi.rules.verbs import is_verb


class Refused(ValueError):
    """The statement is not taken. code: a Refusal."""

    def __init__(self, code: Refusal) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True)
class Said:
    """What remains of it. duration: seconds. verb_display, definition, category and extensions: as sent, for reading."""

    verb: str
    verb_display: Mapping[str, str]
    activity_id: str
    definition: Mapping[str, Any]
    score: Score
    result: Mapping[str, Any]
    duration: float | None = None
    success: bool | None = None
    completion: bool | None = None
    category: tuple[str, ...] = ()


def read_statement(raw: Any, *, main_activity: str) -> Said:
    """Check a statement of a frame. Raises Refused.

    Actor, authority, id, stored, timestamp, registration and version are not read at all: the server knows them.
    """
    if not isinstance(raw, Mapping) or not is_plain(raw):
        raise Refused(Refusal.SHAPE)
    verb, target = raw.get("verb"), raw.get("object")
    if not isinstance(verb, Mapping) or not isinstance(verb.get("id"), str) or not is_verb(verb["id"]):
        raise Refused(Refusal.VERB)
    if not isinstance(target, Mapping) or target.get("objectType", "Activity") != "Activity":
        raise Refused(Refusal.ACTIVITY)
    activity_id = target.get("id")
    if not isinstance(activity_id, str) or not is_of(activity_id, main_activity):
        raise Refused(Refusal.ACTIVITY)
    result = raw.get("result") or {}
    if not isinstance(result, Mapping):
        raise Refused(Refusal.RESULT)
    return Said(
        verb=verb["id"],
        verb_display=_texts(verb.get("display")),
        activity_id=activity_id,
        definition=_mapping(target.get("definition")),
        score=_score(result),
        result=result,
        duration=_duration(result),
        success=_truth(result, "success"),
        completion=_truth(result, "completion"),
        category=_category(raw.get("context")),
    )


def _score(result: Mapping[str, Any]) -> Score:
    if result.get("score") is None:
        return Score()
    try:
        return read_score(result["score"])
    except BadScore:
        raise Refused(Refusal.SCORE) from None


def _duration(result: Mapping[str, Any]) -> float | None:
    text = result.get("duration")
    if text is None:
        return None
    try:
        return read_duration(text if isinstance(text, str) else "")
    except BadDuration:
        raise Refused(Refusal.DURATION) from None


def _truth(result: Mapping[str, Any], name: str) -> bool | None:
    value = result.get(name)
    if value is not None and not isinstance(value, bool):
        raise Refused(Refusal.RESULT)
    return value


def _texts(value: Any) -> dict[str, str]:
    """A language map without what is none."""
    return {name: text for name, text in _mapping(value).items() if isinstance(text, str)}


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _category(context: Any) -> tuple[str, ...]:
    """The content type that H5P names: context.contextActivities.category[].id."""
    activities = _mapping(_mapping(context).get("contextActivities")).get("category")
    rows = activities if isinstance(activities, list) else [activities]
    ids = [_mapping(row).get("id") for row in rows]
    return tuple(one for one in ids if isinstance(one, str) and len(one) <= 300)[:4]
