"""Cuts the two typefaces down to the letters of Turkish, English and Arabic."""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

LATIN = (
    "".join(chr(code) for code in range(0x20, 0x7F))
    + "\u00a0¡¢£§©«®°±²³´·¹º»¼½¾¿ÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖ×ÙÚÛÜßàáâäçèéêëìíîïñòóôö÷ùúûüÿı"
    + "–—‘’‚“”„•…‹›€™−→←↑↓✓≤≥≈"
)
TURKISH = "ĞğİıŞşĀāĪīŪū"
ARABIC = (
    "".join(chr(code) for code in range(0x0621, 0x0653))
    + "".join(chr(code) for code in range(0x0660, 0x066D))
    + "،؛؟\u0670ٱپچژکگی\u200c\u200d\u200e\u200f"
)
WEIGHTS = (400, 700)

_ATKINSON = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-"
FACES = {
    "atkinson-latin": (_ATKINSON + "latin-wght-normal.woff2", LATIN),
    "atkinson-turkish": (_ATKINSON + "latin-ext-wght-normal.woff2", TURKISH),
    "vazirmatn-arabic": ("@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2", ARABIC),
}


def cut_font(source: Path, letters: str, target: Path) -> None:
    """Write a WOFF2 with only these letters, the weights 400 to 700, and the shaping rules they need."""
    options = Options()
    options.flavor = "woff2"
    options.layout_features = [*options.layout_features, "tnum", "case"]
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = [0, 1, 2, 13, 14]
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS})
    font.flavor = "woff2"
    font.save(target)


def build_fonts(packages: Path, target: Path) -> list[Path]:
    """Cut every face; returns the files written. Raises FileNotFoundError when the packages are not installed."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for name, (source, letters) in FACES.items():
        file = target / f"{name}.woff2"
        cut_font(packages / source, letters, file)
        written.append(file)
    return written
