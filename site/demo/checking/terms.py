"""The words of a term list are used as it says: terms.<language>.yaml in the content folder."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core import turkish
from demo.checking.findings import Findings
from demo.checking.folder import Content, Text
from demo.checking.shapes import Fields, each, maybe, one_of, text
from demo.reading.files import LANGUAGES, ContentError
from demo.reading.located import Located, Place, read_located

TERMS = Fields(
    {
        "terms": each(
            Fields(
                {"wrong": text, "right": text},
                {"match": one_of("start", "word"), "unless": each(text), "why": text},
            )
        )
    },
    {"format": maybe(one_of("1")), "language": one_of(*LANGUAGES)},
)


@dataclass(frozen=True)
class Term:
    """A word that is not used. `pattern` finds it in a lower-case text; places inside one of `unless` are left alone."""

    wrong: str
    right: str
    pattern: re.Pattern[str]
    unless: tuple[str, ...]


def read_terms(path: Path, language: str) -> list[Term]:
    """Read a term list. Raises ContentError.

    `match: start` (the default for Turkish, whose words grow at their end) finds every word that begins so; `word` finds
    the word alone. Arabic words are found with the letters that are written together with them before and behind.
    """
    found = read_located(path)
    entries = found.data.get("terms")
    if not isinstance(entries, list):
        raise ContentError(path, 1, "expected terms: a list of {wrong, right}")
    terms = []
    for index, entry in enumerate(entries):
        for place, message in TERMS.must["terms"]([entry], ()):
            raise ContentError(path, found.line("terms", index, *place[1:]), message)
        words = re.escape(fold(entry["wrong"], language)).replace(r"\ ", r"\s+")
        if language == "ar":
            pattern = rf"(?<!\w)(?:[وفبكل]|ال|وال|بال|لل|فال)?{words}(?:ها|هم|ه|ك|ي|نا|ات)?(?!\w)"
        elif language == "tr" and entry.get("match", "start") == "start":
            pattern = rf"(?<!\w){words}"
        else:
            pattern = rf"(?<!\w){words}(?:s|es|['’]s)?(?!\w)"
        unless = tuple(fold(words, language) for words in entry.get("unless", []))
        terms.append(Term(entry["wrong"], entry["right"], re.compile(pattern), unless))
    return terms


def fold(words: str, language: str) -> str:
    """Small letters as the language has them; the text keeps its length, so that places stay true."""
    words = unicodedata.normalize("NFC", words)
    return turkish.lower(words) if language == "tr" else words.lower()


def misused(words: str, language: str, terms: list[Term]) -> Iterator[tuple[int, Term]]:
    """Where in a text a wrong word stands, and which."""
    folded = fold(words, language)
    for term in terms:
        for match in term.pattern.finditer(folded):
            if not any(_inside(folded, match.start(), allowed) for allowed in term.unless):
                yield match.start(), term


def _inside(folded: str, place: int, allowed: str) -> bool:
    start = folded.find(allowed, max(0, place - len(allowed)))
    return start != -1 and start <= place < start + len(allowed)


def check_terms(content: Content, findings: Findings) -> None:
    """Look at every text and every text map in the languages that have a list."""
    lists: dict[str, list[Term]] = {}
    for language in LANGUAGES:
        path = content.root / f"terms.{language}.yaml"
        if path.is_file():
            try:
                lists[language] = read_terms(path, language)
            except ContentError as error:
                findings.broken(error)
    for text_file in content.every_text():
        _text(text_file, lists.get(text_file.language, []), findings)
    for found in content.every_yaml():
        for language, terms in lists.items():
            for place, words in _maps(found.data, (), language):
                _say(found, place, words, language, terms, findings)
    for quiz in content.quizzes.values():
        for language, texts in quiz.texts.items():
            for place, words in _strings(texts.data, ()):
                _say(texts, place, words, language, lists.get(language, []), findings)


def _text(text_file: Text, terms: list[Term], findings: Findings) -> None:
    lines = [
        (number, line)
        for number, line in enumerate(text_file.file.body.split("\n"), start=text_file.file.first_line)
    ]
    lines += [(text_file.meta.line(name), str(text_file.meta.data[name])) for name in ("title", "summary")]
    for number, line in lines:
        line = re.sub(r"\]\([^)]*\)|\{#[^}]*\}|^:{2,3}\w+|\bkey=\S+", lambda match: " " * len(match[0]), line)
        for _place, term in misused(line, text_file.language, terms):
            findings.error(text_file.path, number, "terms", f"{term.wrong!r}: write {term.right!r}")


def _say(
    found: Located, place: Place, words: str, language: str, terms: list[Term], findings: Findings
) -> None:
    for _place, term in misused(words, language, terms):
        findings.error(found.path, found.line(*place), "terms", f"{term.wrong!r}: write {term.right!r}")


def _maps(value: Any, place: Place, language: str) -> Iterator[tuple[Place, str]]:
    if isinstance(value, dict):
        if isinstance(value.get("tr"), str):
            if isinstance(value.get(language), str):
                yield (*place, language), value[language]
            return
        for name, item in value.items():
            if name == "slug":
                continue
            yield from _maps(item, (*place, name), language)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _maps(item, (*place, index), language)


def _strings(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _strings(item, (*place, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, (*place, index))
