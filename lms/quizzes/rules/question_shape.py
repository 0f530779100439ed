"""What a question must have before it can be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lms.quizzes.enums import Fault, Kind
from lms.quizzes.rules.text_answers import fold_answer

LANGUAGES = ("tr", "en", "ar")
MAX_STEM = 1000
MAX_CHOICE = 300
MAX_FEEDBACK = 600
MAX_CHOICES = 8
MAX_ACCEPTED = 20
MAX_POINTS = 20
_TEXT_PARTS = ("stem", "feedback", "feedback_right", "feedback_wrong")


@dataclass(frozen=True)
class Finding:
    """One fault, and where it is: a language, a choice key."""

    fault: Fault
    language: str = ""
    choice: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, [self.fault.value, self.language, self.choice]))


def main_language(texts: Mapping[str, Any]) -> str:
    """The language the question is whole in: Turkish where it has Turkish, else its first."""
    written = [language for language in LANGUAGES if _stem(texts, language)]
    return written[0] if written else "tr"


def find_faults(
    *,
    kind: str,
    texts: Mapping[str, Any],
    choices: Sequence[str],
    right: Sequence[str],
    accepted: Mapping[str, Sequence[str]],
    points: int = 1,
) -> list[Finding]:
    """Everything that keeps a question from being asked, in the order of the form; an empty list when it is whole."""
    if kind not in set(Kind):
        return [Finding(Fault.UNKNOWN_KIND)]
    if not _has_form(texts, choices, right, accepted):
        return [Finding(Fault.BAD_FORM)]
    main = main_language(texts)
    found = [Finding(Fault.UNKNOWN_LANGUAGE, language) for language in texts if language not in LANGUAGES]
    if not _stem(texts, main):
        found.append(Finding(Fault.NO_STEM, main))
    found += [Finding(Fault.TOO_LONG, language) for language, text in texts.items() if _is_too_long(text)]
    if not isinstance(points, int) or not 1 <= points <= MAX_POINTS:
        found.append(Finding(Fault.BAD_POINTS))
    if kind == Kind.SHORT_TEXT:
        return found + _faults_of_accepted(accepted)
    return found + _faults_of_choices(kind, texts, main, choices, right)


def _faults_of_choices(
    kind: str, texts: Mapping[str, Any], main: str, choices: Sequence[str], right: Sequence[str]
) -> list[Finding]:
    found = []
    if len(choices) < 2 or (kind == Kind.TRUE_FALSE and len(choices) != 2):
        found.append(Finding(Fault.TOO_FEW_CHOICES if len(choices) < 2 else Fault.TOO_MANY_CHOICES))
    elif len(choices) > MAX_CHOICES:
        found.append(Finding(Fault.TOO_MANY_CHOICES))
    if len(set(choices)) != len(choices):
        found.append(Finding(Fault.CHOICE_REPEATED))
    shown = texts.get(main, {}).get("choices", {})
    found += [
        Finding(Fault.CHOICE_WITHOUT_TEXT, main, choice)
        for choice in choices
        if not str(shown.get(choice, {}).get("text", "")).strip()
    ]
    seen: set[str] = set()
    for choice in choices:
        text = " ".join(str(shown.get(choice, {}).get("text", "")).split())
        if text and text in seen:
            found.append(Finding(Fault.CHOICES_LOOK_ALIKE, main, choice))
        seen.add(text)
    if not set(right) <= set(choices):
        found.append(Finding(Fault.RIGHT_UNKNOWN))
    elif not right:
        found.append(Finding(Fault.NOTHING_RIGHT))
    elif kind != Kind.MULTIPLE and len(set(right)) != 1:
        found.append(Finding(Fault.ONE_RIGHT_NEEDED))
    elif kind == Kind.MULTIPLE and len(choices) > 1 and set(right) == set(choices):
        found.append(Finding(Fault.ALL_RIGHT))
    return found


def _faults_of_accepted(accepted: Mapping[str, Sequence[str]]) -> list[Finding]:
    answers = [text for texts in accepted.values() for text in texts]
    if not any(fold_answer(text) for text in answers):
        return [Finding(Fault.NO_ACCEPTED)]
    too_long = [
        Finding(Fault.TOO_LONG, language)
        for language, texts in accepted.items()
        if len(texts) > MAX_ACCEPTED or any(len(text) > MAX_CHOICE for text in texts)
    ]
    unknown = [
        Finding(Fault.UNKNOWN_LANGUAGE, language) for language in accepted if language not in LANGUAGES
    ]
    return too_long + unknown


def _stem(texts: Mapping[str, Any], language: str) -> str:
    return str(texts.get(language, {}).get("stem", "")).strip()


def _is_too_long(text: Mapping[str, Any]) -> bool:
    if len(str(text.get("stem", ""))) > MAX_STEM:
        return True
    if any(len(str(text.get(part, ""))) > MAX_FEEDBACK for part in _TEXT_PARTS[1:]):
        return True
    return any(
        len(str(choice.get("text", ""))) > MAX_CHOICE or len(str(choice.get("feedback", ""))) > MAX_FEEDBACK
        for choice in text.get("choices", {}).values()
    )


def _has_form(texts: Any, choices: Any, right: Any, accepted: Any) -> bool:
    """Whether the parts are of the types that models.QuestionVersion describes."""
    return (
        isinstance(texts, Mapping)
        and all(
            isinstance(text, Mapping)
            and all(isinstance(text.get(part, ""), str) for part in _TEXT_PARTS)
            and isinstance(text.get("choices", {}), Mapping)
            and all(
                isinstance(choice, Mapping)
                and isinstance(choice.get("text", ""), str)
                and isinstance(choice.get("feedback", ""), str)
                for choice in text.get("choices", {}).values()
            )
            for text in texts.values()
        )
        and all(
            isinstance(row, (list, tuple)) and all(isinstance(one, str) for one in row)
            for row in (choices, right)
        )
        and isinstance(accepted, Mapping)
        and all(
            isinstance(row, (list, tuple)) and all(isinstance(one, str) for one in row)
            for row in accepted.values()
        )
    )
