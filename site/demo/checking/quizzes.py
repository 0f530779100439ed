"""Quizzes: complete, tied to objectives, and no right answer given away by its length or place."""

from collections import Counter
from typing import Any

from demo.checking.findings import Findings
from demo.checking.folder import Content, Quiz
from demo.checking.markdown_rules import LIMITS
from demo.reading.located import Located

QUESTIONS_AN_OBJECTIVE = 2
LONGEST_AT_MOST = 0.4
# From this many questions on, places and lengths say something.
ENOUGH = 8
_STRAY = 0.17


def check_quizzes(content: Content, findings: Findings) -> None:
    """Every question has what its type needs in every language; each course's questions are balanced."""
    for quiz in content.quizzes.values():
        _structure(content, quiz, findings)
        for language, texts in quiz.texts.items():
            _texts(quiz, language, texts, findings)
        languages = set(_languages(content, quiz.course))
        for language in sorted(languages - quiz.texts.keys()):
            findings.error(quiz.structure.path, 0, "twins", f"{quiz.key}.{language}.yaml is missing")
    for key, course in content.courses.items():
        own = [quiz for quiz in content.quizzes.values() if quiz.course == key]
        _objectives(course, own, findings)
        if own:
            _places(course, own, findings)
            _longest(course, own, findings)


def _languages(content: Content, course: str) -> set[str]:
    return {language for found in content.lessons(course).values() for language in found}


def _structure(content: Content, quiz: Quiz, findings: Findings) -> None:
    found = quiz.structure
    course = content.courses.get(quiz.course)
    objectives = {
        entry["key"]
        for module in (course.data["modules"] if course else [])
        for entry in module.get("objectives", [])
    }
    seen: set[str] = set()
    for index, question in enumerate(found.data["questions"]):
        line = found.line("questions", index)
        if question["key"] in seen:
            findings.error(found.path, line, "key", f"there are two questions {question['key']!r}")
        seen.add(question["key"])
        if course is not None and question["objective"] not in objectives:
            findings.error(
                found.path, line, "objectives", f"the course has no objective {question['objective']!r}"
            )
        if message := wrong_with_answers(question):
            findings.error(found.path, line, "questions", f"{question['key']}: {message}")


def wrong_with_answers(question: dict[str, Any]) -> str:
    """What is wrong with the choices and the right ones among them; empty when nothing is."""
    kind = question["type"]
    choices, right = question.get("choices", []), question.get("right", [])
    if kind == "short-text":
        return "a short answer has no choices" if choices or right else ""
    if len(set(choices)) != len(choices):
        return "a choice is there twice"
    if not set(right) <= set(choices):
        return "a right answer is none of the choices"
    if len(set(right)) != len(right):
        return "a right answer is there twice"
    if kind == "true-false":
        return (
            "" if choices == ["t", "f"] and len(right) == 1 else "true-false has choices [t, f] and one right"
        )
    if not 3 <= len(choices) <= 6:
        return "three to six choices are needed"
    if kind == "single":
        return "" if len(right) == 1 else "exactly one choice is right"
    return "" if 1 <= len(right) < len(choices) else "at least one choice is right and at least one is not"


def _texts(quiz: Quiz, language: str, texts: Located, findings: Findings) -> None:
    wanted = {question["key"]: question for question in quiz.structure.data["questions"]}
    for key in texts.data["questions"]:
        if key not in wanted:
            findings.error(texts.path, texts.line("questions", key), "twins", f"there is no question {key!r}")
    for key, question in wanted.items():
        entry = texts.data["questions"].get(key)
        line = texts.line("questions", key)
        if entry is None:
            findings.error(texts.path, 0, "twins", f"question {key!r} has no text here")
            continue
        if question["type"] == "short-text":
            for name in ("accept", "feedback_right", "feedback_wrong"):
                if name not in entry:
                    findings.error(texts.path, line, "questions", f"{key}: {name} is missing")
            continue
        found = entry.get("choices", {})
        if list(found) != question["choices"]:
            message = f"{key}: the choices are {question['choices']}, in this order"
            findings.error(texts.path, line, "questions", message)
        words = [choice["text"].strip() for choice in found.values()]
        if len(set(words)) != len(words):
            findings.error(texts.path, line, "questions", f"{key}: two choices say the same")
        lengths = [("question", entry["text"], line)]
        for name, choice in found.items():
            place = texts.line("questions", key, "choices", name)
            lengths += [("choice", choice["text"], place), ("feedback", choice["feedback"], place)]
        for name, value, place in lengths:
            if len(value) > LIMITS[name]:
                message = f"{key}: the {name} has more than {LIMITS[name]} characters"
                findings.error(texts.path, place, "length", message)


def _objectives(course: Located, quizzes: list[Quiz], findings: Findings) -> None:
    tested = Counter(
        question["objective"] for quiz in quizzes for question in quiz.structure.data["questions"]
    )
    seen: set[str] = set()
    for number, module in enumerate(course.data["modules"]):
        for index, entry in enumerate(module.get("objectives", [])):
            line = course.line("modules", number, "objectives", index)
            if entry["key"] in seen:
                findings.error(course.path, line, "key", f"two objectives are called {entry['key']!r}")
            seen.add(entry["key"])
            if tested[entry["key"]] < QUESTIONS_AN_OBJECTIVE:
                message = (
                    f"{entry['key']!r} is tested by {tested[entry['key']]} questions, not by two or more"
                )
                findings.error(course.path, line, "objectives", message)


def _places(course: Located, quizzes: list[Quiz], findings: Findings) -> None:
    """The right choice stands in every place about equally often; true is right about as often as false."""
    places: dict[tuple[str, int], Counter[int]] = {}
    for quiz in quizzes:
        for question in quiz.structure.data["questions"]:
            if question["type"] in ("single", "true-false") and not wrong_with_answers(question):
                size = len(question["choices"])
                place = question["choices"].index(question["right"][0])
                places.setdefault((question["type"], size), Counter())[place] += 1
    for (kind, size), counts in places.items():
        total = counts.total()
        if total < ENOUGH:
            continue
        for place in range(size):
            share = counts[place] / total
            if abs(share - 1 / size) > _STRAY:
                said = f"{counts[place]} of {total} {kind} questions with {size} choices have the right one at place {place + 1}"
                findings.error(course.path, 0, "balance", f"{said}; about {total / size:.0f} would be even")


def _longest(course: Located, quizzes: list[Quiz], findings: Findings) -> None:
    """In at most 40 % of the questions with one right choice is that one the longest, in any language."""
    for language in sorted({language for quiz in quizzes for language in quiz.texts}):
        given_away: list[str] = []
        total = 0
        for quiz in quizzes:
            texts = quiz.texts.get(language)
            for question in quiz.structure.data["questions"]:
                if question["type"] != "single" or texts is None or wrong_with_answers(question):
                    continue
                entry = texts.data["questions"].get(question["key"], {})
                lengths = {key: len(choice["text"]) for key, choice in entry.get("choices", {}).items()}
                right = lengths.pop(question["right"][0], None)
                if right is None or not lengths:
                    continue
                total += 1
                if right > max(lengths.values()):
                    given_away.append(f"{quiz.key}/{question['key']}")
        if total >= ENOUGH and len(given_away) > LONGEST_AT_MOST * total:
            message = f"{language}: the right choice is the longest in {len(given_away)} of {total} questions"
            findings.error(course.path, 0, "longest", f"{message} ({', '.join(given_away)})")
        elif total < ENOUGH and len(given_away) > LONGEST_AT_MOST * total:
            message = f"{language}: the right choice is the longest in {', '.join(given_away)}"
            findings.note(course.path, 0, "longest", message)
