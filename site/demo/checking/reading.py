"""Lessons are as long as a tea break, and operators' texts easy."""

import math

from demo.checking.findings import Findings
from demo.checking.folder import Content, Text
from demo.checking.readability import EASY, atesman
from demo.checking.words import running_text

SHORTEST, LONGEST = 5, 12
# Words a minute. Adults read Turkish silently at 166 words a minute (Trauzettel-Klosinski & Dietz, 2012, IReST,
# Investigative Ophthalmology & Visual Science 53, 5452-5461). Who studies reads slower than who reads a story: change
# agents are counted at three quarters of that, operators, who read on a phone after a shift, at three fifths.
_PACE = {"operator": 100, "change-agent": 125}
_MINUTES = {"question": 0.5, "figure": 0.5, "toolkit": 0.2, "file": 0.2, "h5p": 1.0, "video": 1.5}
_MINUTES_A_QUIZ_QUESTION = 0.5


def reading_minutes(text: Text, track: str) -> float:
    """How long a lesson takes to read, its quiz left out: words at the track's pace, drawings and questions."""
    words = len(running_text(text).split())
    return words / _PACE[track] + sum(_MINUTES.get(block.kind, 0) for block in text.blocks)


def check_reading(content: Content, findings: Findings) -> None:
    """Reading time within bounds and as the file says; operators' Turkish at least "easy"."""
    for key, course in content.courses.items():
        track = course.data["track"]
        for found in content.lessons(key).values():
            text = found.get("tr")
            if text is None:
                continue
            minutes = reading_minutes(text, track)
            _time(content, text, minutes, findings)
            if track == "operator":
                _ease(text, findings, must=True)
            declared = {language: twin.meta.data["minutes"] for language, twin in found.items()}
            for language, said in declared.items():
                if said != declared["tr"]:
                    twin = found[language]
                    findings.error(
                        twin.path, twin.meta.line("minutes"), "twins", f"minutes: {declared['tr']} in tr"
                    )
    for key, guide in content.guides.items():
        if guide.data["audiences"] == ["operator"]:
            for owner, found in content.texts.items():
                if owner[:2] == ("guide", key) and "tr" in found:
                    _ease(found["tr"], findings, must=False)


def _time(content: Content, text: Text, minutes: float, findings: Findings) -> None:
    said = text.meta.data["minutes"]
    line = text.meta.line("minutes")
    quizzes = [content.quizzes.get(block.key) for block in text.blocks if block.kind == "quiz"]
    with_quiz = minutes + sum(
        _MINUTES_A_QUIZ_QUESTION * len(quiz.structure.data["questions"]) for quiz in quizzes if quiz
    )
    if not SHORTEST <= said <= LONGEST:
        findings.error(
            text.path, line, "reading", f"a lesson takes {SHORTEST} to {LONGEST} minutes, not {said}"
        )
    if math.ceil(with_quiz) < SHORTEST or math.floor(minutes) > LONGEST:
        message = f"this takes about {minutes:.1f} minutes; a lesson takes {SHORTEST} to {LONGEST}"
        findings.error(text.path, 0, "reading", message)
    elif not minutes - 2 <= said <= with_quiz + 2:
        findings.error(text.path, line, "reading", f"this takes about {minutes:.1f} minutes, but says {said}")


def _ease(text: Text, findings: Findings, *, must: bool) -> None:
    ease = atesman(running_text(text))
    if ease is not None and ease < EASY:
        say = findings.error if must else findings.note
        message = f"Ateşman {ease:.0f}, at least {EASY} (easy) is wanted: shorter sentences, shorter words"
        say(text.path, 0, "readability", message)
