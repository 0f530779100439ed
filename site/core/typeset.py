"""Documents typeset on the server: a Typst template and data as JSON, never text pasted into the template."""

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst
from anyascii import anyascii
from django.conf import settings
from fontTools.ttLib import TTFont

FONTS = Path(settings.ROOT) / "build" / "fonts"


@cache
def _letters() -> frozenset[int]:
    """Code points that the bundled faces can show."""
    faces = [TTFont(file, lazy=True) for file in sorted(FONTS.glob("*.ttf"))]
    return frozenset(code for face in faces for code in face.getBestCmap() if code >= ord(" "))


def printable(text: str) -> str:
    """The text in letters that the bundled faces have; others are written in Latin letters, so that a name in any
    script gets its certificate (a PDF made to last must hold every glyph)."""
    known = _letters()
    composed = unicodedata.normalize("NFC", text)
    written = "".join(letter if ord(letter) in known else anyascii(letter) for letter in composed)
    return " ".join("".join(letter for letter in written if ord(letter) in known).split())


@cache
def _font_paths() -> list[str]:
    if not any(FONTS.glob("*.ttf")):
        raise FileNotFoundError(f"No fonts in {FONTS}; run: python manage.py build_assets")
    return [str(FONTS)]


def typeset(template: Path, data: dict[str, Any], *, standards: list[str] | None = None) -> bytes:
    """Compile a template to PDF. It reads `data` with json(bytes(sys.inputs.data)); the same data gives the same bytes.

    Only our own fonts ("Imece Latin", "Imece Arabic") are seen, and no network packages. `standards`: for example
    ["ua-1"]. Raises typst's error when the template is wrong, FileNotFoundError when the fonts are not built.
    """
    return typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=_font_paths(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
        pdf_standards=cast(Any, standards or []),
    )
