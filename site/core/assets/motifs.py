"""Three border motifs of Anatolian weaving, drawn as cells: the style sheet names them `url("motif:goz")`.

Each letter is one cell: `a` saffron, `b` chalk, `.` the ground colour of the element that carries the border.
"""

from itertools import groupby
from urllib.parse import quote

CELL = 2
COLOURS = {"a": "#f0b429", "b": "#f7f4ea"}
MOTIFS = {
    # "Göz", the eye: a stepped diamond; keeps watch over what is near.
    "goz": (
        "............",
        ".....aa.....",
        "....aaaa....",
        "b.aaabbaaa.b",
        "b.aaabbaaa.b",
        "....aaaa....",
        ".....aa.....",
        "............",
    ),
    # "Su yolu", running water: what never stands still.
    "suyolu": (
        "............",
        "aa........aa",
        ".aa..bb..aa.",
        "..aa.bb.aa..",
        "...aa..aa...",
        "bb..aaaa..bb",
        "bb...aa...bb",
        "............",
    ),
    # "El", the hand: five fingers and a palm, for work.
    "el": (
        "................",
        ".a.a.a.a.a......",
        ".a.a.a.a.a...b..",
        ".aaaaaaaaa..bbb.",
        "...aaaaa...bbbbb",
        ".....a......bbb.",
        "...aaaaa.....b..",
        "................",
    ),
}


def motif_svg(name: str) -> str:
    """One repeat of a border as SVG."""
    rows = MOTIFS[name]
    paths = dict.fromkeys(COLOURS, "")
    for y, row in enumerate(rows):
        x = 0
        for letter, run in groupby(row):
            width = len(list(run))
            if letter in paths:
                paths[letter] += f"M{x} {y}h{width}v1h-{width}z"
            x += width
    width, height = len(rows[0]), len(rows)
    body = "".join(f'<path fill="{COLOURS[letter]}" d="{d}"/>' for letter, d in paths.items() if d)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width * CELL}" height="{height * CELL}" '
        f'viewBox="0 0 {width} {height}" shape-rendering="crispEdges">{body}</svg>'
    )


def motif_data_uri(name: str) -> str:
    """The same as an address that fits into a style sheet."""
    return "data:image/svg+xml," + quote(motif_svg(name), safe=" =:/'")
