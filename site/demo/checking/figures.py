"""Drawings: safe, with texts for every key and an alternative text in every language they are read in."""

from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from demo.checking.findings import Findings
from demo.checking.folder import Content
from demo.reading.figures import read_figure
from demo.reading.files import ContentError
from demo.reading.located import Located

_ALT_SHORTEST = 15


def check_figures(content: Content, findings: Findings) -> None:
    """Look at every drawing of the folder, in every language in which a text shows it."""
    shown: dict[Path, set[str]] = {}
    for text in content.every_text():
        folder = text.path.parent if text.owner[0] in ("toolkit", "news", "page") else text.path.parent.parent
        for block in text.blocks:
            if block.kind == "figure":
                shown.setdefault(folder / "figures" / block.key, set()).add(text.language)
    for path, figure in content.figures.items():
        languages = shown.get(path, {"tr"})
        _texts(figure, languages, findings)
        drawings = [path.with_name(f"{path.name}.svg"), path.with_name(f"{path.name}.rtl.svg")]
        if not drawings[0].is_file():
            findings.error(figure.path, 0, "figures", f"{drawings[0].name} is missing")
            continue
        for drawing in drawings:
            if drawing.is_file():
                _drawing(drawing, figure, findings)
        try:
            for language in sorted(languages):
                read_figure(path.parent, path.name, language)
        except ContentError as error:
            findings.error(error.path, error.line, "figures", error.message)


def _texts(figure: Located, languages: set[str], findings: Findings) -> None:
    alternative = figure.data["alt"]
    for language in sorted(languages):
        if language not in alternative:
            findings.error(
                figure.path, figure.line("alt"), "alternative", f"no alternative text in {language}"
            )
        elif len(alternative[language]) < _ALT_SHORTEST:
            line = figure.line("alt", language)
            findings.error(figure.path, line, "alternative", "say in a sentence what the drawing says")
        for key, words in (figure.data.get("strings") or {}).items():
            if language not in words:
                findings.error(
                    figure.path, figure.line("strings", key), "figures", f"{key} has no text in {language}"
                )


def _drawing(path: Path, figure: Located, findings: Findings) -> None:
    try:
        root = fromstring(path.read_text(encoding="utf-8"))
    except (ParseError, DefusedXmlException, ValueError) as error:
        findings.error(path, 0, "figures", f"this is no SVG: {error}")
        return
    if "viewBox" not in root.attrib or {"width", "height"} & root.attrib.keys():
        findings.error(path, 0, "figures", "the drawing has a viewBox, and neither width nor height")
    texts = [element for element in root.iter() if _name(element) == "text"]
    for element in root.iter():
        if bad := {"id", "style", "class"} & element.attrib.keys():
            findings.error(
                path, 0, "figures", f"<{_name(element)}> has {', '.join(sorted(bad))}, which is left out"
            )
    keys = {element.get("data-key", "") for element in texts}
    for element in texts:
        if not element.get("data-key"):
            findings.error(path, 0, "figures", f"the text {element.text!r} has no data-key")
        if len(element):
            findings.error(path, 0, "figures", "a text is one line, without elements inside")
        if element.get("text-anchor") != "middle":
            findings.error(path, 0, "figures", f'the text {element.text!r} needs text-anchor="middle"')
    strings = set(figure.data.get("strings") or {})
    for key in sorted(keys - strings - {""}):
        findings.error(
            figure.path, figure.line("strings"), "figures", f"{path.name} has {key!r}, but no text is given"
        )
    for key in sorted(strings - keys):
        findings.error(
            figure.path, figure.line("strings", key), "figures", f"{path.name} has no text {key!r}"
        )


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
