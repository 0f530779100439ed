"""From what a frame said to a statement that stands by itself (xAPI 1.0.3, 4.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lms.xapi.rules.reading import Said
from lms.xapi.rules.scores import Score
from lms.xapi.rules.verbs import is_iri, short_name

VERSION = "1.0.3"
_DEFINITION_MAPS = ("name", "description")
_INTERACTIONS = frozenset(
    {
        "true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric",
        "other",
    }
)  # fmt: skip
_COMPONENTS = {
    "choice": ("choices",),
    "sequencing": ("choices",),
    "likert": ("scale",),
    "matching": ("source", "target"),
    "performance": ("steps",),
}
"""Which lists of components an interaction may have (xAPI 1.0.3, appendix C)."""


@dataclass(frozen=True)
class Frame:
    """What the server knows of a launch. actor: a pseudonym; home: address of the installation."""

    home: str
    actor: str
    registration: UUID
    main_activity: str
    language: str = ""
    platform: str = "İmece"


def complete(
    said: Said, frame: Frame, *, uuid: UUID, said_at: datetime, stored_at: datetime
) -> dict[str, Any]:
    """The whole statement: id, actor, verb, object, result, context, authority, timestamp, stored, version."""
    document: dict[str, Any] = {
        "id": str(uuid),
        "actor": _account(frame.home, frame.actor),
        "verb": {"id": said.verb, "display": dict(said.verb_display) or {"en": short_name(said.verb)}},
        "object": {
            "objectType": "Activity",
            "id": said.activity_id,
            "definition": _definition(said.definition),
        },
        "context": _context(said, frame),
        "authority": _account(frame.home, "imece"),
        "timestamp": _moment(said_at),
        "stored": _moment(stored_at),
        "version": VERSION,
    }
    result = _result(said)
    if result:
        document["result"] = result
    return document


def _account(home: str, name: str) -> dict[str, Any]:
    return {"objectType": "Agent", "account": {"homePage": home, "name": name}}


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def _context(said: Said, frame: Frame) -> dict[str, Any]:
    activities: dict[str, Any] = {}
    if said.activity_id != frame.main_activity:
        activities["parent"] = [{"objectType": "Activity", "id": frame.main_activity}]
    category = [{"objectType": "Activity", "id": one} for one in said.category if is_iri(one)]
    if category:
        activities["category"] = category
    context: dict[str, Any] = {"registration": str(frame.registration), "platform": frame.platform}
    if frame.language:
        context["language"] = frame.language
    if activities:
        context["contextActivities"] = activities
    return context


def _result(said: Said) -> dict[str, Any]:
    found: dict[str, Any] = {}
    score = _score(said.score)
    if score:
        found["score"] = score
    for name, value in (("success", said.success), ("completion", said.completion)):
        if value is not None:
            found[name] = value
    if said.duration is not None:
        found["duration"] = said.result["duration"]
    response = said.result.get("response")
    if isinstance(response, str):
        found["response"] = response
    return found


def _score(score: Score) -> dict[str, float]:
    pairs = (("scaled", score.scaled), ("raw", score.raw), ("min", score.least), ("max", score.most))
    return {name: value for name, value in pairs if value is not None}


def _definition(value: Mapping[str, Any]) -> dict[str, Any]:
    """Of the definition what the specification knows; the rest of what a content says about itself is in `raw`."""
    found: dict[str, Any] = {}
    for name in _DEFINITION_MAPS:
        texts = _language_map(value.get(name))
        if texts:
            found[name] = texts
    for name in ("type", "moreInfo"):
        if isinstance(value.get(name), str) and is_iri(value[name]):
            found[name] = value[name]
    kind = value.get("interactionType")
    if kind in _INTERACTIONS:
        found["interactionType"] = kind
        pattern = value.get("correctResponsesPattern")
        if isinstance(pattern, list) and all(isinstance(one, str) for one in pattern):
            found["correctResponsesPattern"] = pattern
        for name in _COMPONENTS.get(kind, ()):
            components = _components(value.get(name))
            if components:
                found[name] = components
    extensions = value.get("extensions")
    if isinstance(extensions, Mapping) and extensions and all(is_iri(name) for name in extensions):
        found["extensions"] = dict(extensions)
    return found


def _language_map(value: Any) -> dict[str, str]:
    return (
        {name: text for name, text in value.items() if isinstance(text, str)}
        if isinstance(value, Mapping)
        else {}
    )


def _components(value: Any) -> list[dict[str, Any]]:
    rows = value if isinstance(value, list) else []
    return [
        {"id": str(row["id"]), "description": _language_map(row.get("description"))}
        for row in rows
        if isinstance(row, Mapping) and isinstance(row.get("id"), (str, int))
    ]
