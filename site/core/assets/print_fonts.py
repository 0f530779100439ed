"""The typefaces for PDF: whole letters of the same faces, one file a weight, since a typesetter reads no web fonts."""

import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

_ATKINSON = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-"
PRINT_FACES = {
    "Imece Latin": (_ATKINSON + "latin-wght-normal.woff2", _ATKINSON + "latin-ext-wght-normal.woff2"),
    "Imece Arabic": ("@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2",),
}
PRINT_WEIGHTS = {"Regular": 400, "Bold": 700}


def build_print_fonts(packages: Path, target: Path) -> list[Path]:
    """Write a TrueType file for each face and weight. Raises FileNotFoundError when the packages are not installed."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for family, sources in PRINT_FACES.items():
        for style, weight in PRINT_WEIGHTS.items():
            file = target / f"{family.replace(' ', '')}-{style}.ttf"
            font = _put_together([_cut(packages / source, weight) for source in sources])
            _rename(font, family, style, weight)
            font.save(file)
            written.append(file)
    return written


def _cut(source: Path, weight: int) -> TTFont:
    """One weight of a variable web font."""
    font = instancer.instantiateVariableFont(TTFont(source, recalcTimestamp=False), {"wght": weight})
    font.flavor = None
    return font


def _put_together(fonts: list[TTFont]) -> TTFont:
    if len(fonts) == 1:
        return fonts[0]
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, font in enumerate(fonts):
            name = Path(folder) / f"{number}.ttf"
            font.save(name)
            names.append(str(name))
        merged = Merger().merge(names)
    merged.recalcTimestamp = False
    return merged


def _rename(font: TTFont, family: str, style: str, weight: int) -> None:
    """A name of our own: what was changed may not carry the old one where the licence reserves it."""
    names = font["name"]
    names.names = [row for row in names.names if row.nameID in (0, 13, 14)]
    for identifier, text in (
        (1, family),
        (2, style),
        (3, f"{family} {style}"),
        (4, f"{family} {style}"),
        (6, f"{family.replace(' ', '')}-{style}"),
    ):
        names.setName(text, identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0x20 if style == "Bold" else 0x40
    font["head"].macStyle = 1 if style == "Bold" else 0
