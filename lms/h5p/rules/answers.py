"""What somebody answered, as people read it: responses of xAPI interactions (xAPI 1.0.3, appendix C)."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_LIST, _PAIR, _RANGE = "[,]", "[.]", "[:]"
_TAGS = re.compile(r"<[^<>]*>")
_SPACE = re.compile(r"\s+")
_SETTING = re.compile(r"\{(?:case_matters|order_matters|lang)=[^{}]*\}")
SHOWN = 2_000
"""Characters of one answer that a page shows."""


@dataclass(frozen=True)
class Answer:
    """A question and what was answered. kind: the interaction type; right: the first of the right patterns.

    is_right: as the package says; None when it does not. score, top: points of this question.
    """

    activity_id: str
    kind: str
    question: str
    given: tuple[str, ...]
    right: tuple[str, ...]
    is_right: bool | None
    score: float | None = None
    top: float | None = None


def read_answer(document: Mapping[str, Any], language: str) -> Answer | None:
    """The answer in a statement; None for a statement that is no answer to a question, or whose words were erased.

    language: of the reader; texts that are there in another language only are shown in that.
    """
    target = document.get("object") or {}
    definition, result = target.get("definition") or {}, document.get("result") or {}
    kind = definition.get("interactionType", "")
    if not kind:
        return None
    names = _names(definition, language)
    patterns = definition.get("correctResponsesPattern") or []
    score = result.get("score") or {}
    return Answer(
        activity_id=target.get("id", ""),
        kind=kind,
        question=text_in(definition.get("description"), language)
        or text_in(definition.get("name"), language),
        given=readable(kind, result.get("response", ""), names),
        right=readable(kind, patterns[0], names) if patterns else (),
        is_right=result.get("success"),
        score=score.get("raw"),
        top=score.get("max"),
    )


def readable(kind: str, response: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """A response or a right pattern in parts: choices by their texts, pairs with an arrow, gaps one by one."""
    if not response:
        return ()
    if kind == "true-false":
        return (response.strip().lower(),)
    if kind in ("choice", "sequencing", "likert"):
        return tuple(_named(one, names) for one in response.split(_LIST))
    if kind in ("matching", "performance"):
        return tuple(
            " → ".join(_named(one, names) for one in pair.split(_PAIR)) for pair in response.split(_LIST)
        )
    if kind == "numeric":
        return (_plain(" – ".join(filter(None, response.split(_RANGE)))),)
    if kind == "long-fill-in":
        return (_plain(_SETTING.sub("", response)),)
    return tuple(_plain(_SETTING.sub("", one)) for one in response.split(_LIST))


def text_in(texts: Any, language: str) -> str:
    """A language map's text for a reader, plain. H5P writes "en-US" whatever the language is, so any will do."""
    if not isinstance(texts, Mapping) or not texts:
        return ""
    fits = (text for tag, text in texts.items() if str(tag).lower().split("-")[0] == language)
    return _plain(next(fits, None) or next(iter(texts.values())))


def _names(definition: Mapping[str, Any], language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in ("choices", "scale", "source", "target", "steps"):
        for one in _rows(definition.get(part)):
            text = text_in(one.get("description"), language)
            found.setdefault(str(one.get("id")), text or str(one.get("id")))
    return found


def _rows(value: Any) -> Iterable[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _named(identifier: str, names: Mapping[str, str]) -> str:
    return names.get(identifier) or _plain(identifier)


def _plain(text: Any) -> str:
    """Without markup: what a package calls its text is not ours to render."""
    return _SPACE.sub(" ", html.unescape(_TAGS.sub(" ", str(text)))).strip()[:SHOWN]
