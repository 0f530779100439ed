"""Films of lessons: files that can be read, words in every language in which a lesson shows them, right answers."""

from pathlib import Path

from demo.checking.findings import Findings
from demo.checking.folder import Content
from demo.reading.files import ContentError
from demo.reading.located import Located, Place
from demo.reading.videos import read_film


def check_films(content: Content, findings: Findings) -> None:
    """Look at every film, in every language in which a lesson shows it."""
    shown: dict[Path, set[str]] = {}
    for text in content.every_text():
        for block in text.blocks:
            if block.kind == "video":
                folder = text.path.parent.parent / "videos"
                shown.setdefault(folder / block.key, set()).add(text.language)
    for path, film in content.films.items():
        if path not in shown:
            findings.note(film.path, 0, "videos", "no lesson shows this film")
        try:
            read_film(path.parent, path.name)
        except ContentError as error:
            findings.error(error.path, error.line, "videos", error.message)
        for language in sorted(shown.get(path, {"tr"})):
            _words(film, language, findings)
        _answers(film, findings)


def _words(film: Located, language: str, findings: Findings) -> None:
    if language not in film.data["captions"]:
        findings.error(film.path, film.line("captions"), "videos", f"no captions in {language}")
    places: list[Place] = [("title",), *([("transcript",)] if "transcript" in film.data else [])]
    for index, _chapter in enumerate(film.data.get("chapters", [])):
        places.append(("chapters", index, "title"))
    for index, question in enumerate(film.data.get("questions", [])):
        places.append(("questions", index, "text"))
        for number, _choice in enumerate(question["choices"]):
            places += [("questions", index, "choices", number, name) for name in ("text", "feedback")]
    for place in places:
        words = film.data
        for part in place:
            words = words[part]
        if language not in words:
            findings.error(film.path, film.line(*place), "videos", f"no text in {language}")


def _answers(film: Located, findings: Findings) -> None:
    for index, question in enumerate(film.data.get("questions", [])):
        if sum(bool(choice.get("right")) for choice in question["choices"]) != 1:
            line = film.line("questions", index)
            findings.error(film.path, line, "videos", "exactly one answer of a question is right")
