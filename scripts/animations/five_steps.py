"""The five steps of 5S at a workbench, without a word in the picture: captions say them in each language.

Needs Pillow and PyAV (`pip install pillow av`), which nothing else in this project needs:
`python -m scripts.animations.five_steps FOLDER` writes bes-adim-film.mp4 (960 x 540, H.264) and bes-adim-film.webp, its poster.
Times are those of the captions beside it (site/demo/content/courses/5s-ve-yalin-calismaya-giris/videos).
"""

import math
import sys
from fractions import Fraction
from pathlib import Path

import av
from PIL import Image, ImageDraw

WIDTH, HEIGHT, SCALE, RATE = 960, 540, 2, 12
STARTS = (4.0, 10.0, 16.0, 22.0, 28.0)
LENGTH = 34.0
BG, WALL, BENCH, LEG, INK = "#f3f7f6", "#e8efed", "#b9885a", "#8a6240", "#14282c"
PETROL, SAFFRON, RED, GOOD, WHITE, LINE, STEEL = (
    "#0b5561", "#f0b429", "#a3261f", "#2a683c", "#ffffff", "#6b8386", "#6f8488",
)  # fmt: skip
Point = tuple[float, float]

JUNK: list[Point] = [(250, 338), (430, 338), (640, 338)]
TOOLS_BEFORE: list[Point] = [(320, 348), (540, 352), (720, 348)]
TOOLS_AFTER: list[Point] = [(360, 190), (480, 190), (600, 190)]
DUST: list[Point] = [(230, 362), (300, 366), (385, 361), (470, 367), (585, 362), (680, 366), (745, 361)]


def ease(now: float, start: float, length: float) -> float:
    """0 before, 1 after, softly between."""
    part = min(1.0, max(0.0, (now - start) / length))
    return part * part * (3 - 2 * part)


def between(one: Point, other: Point, part: float) -> Point:
    """A point on the way."""
    return one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part


class Pen:
    """Draws in the film's own measure, finer than it is shown."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), BG)
        self.draw = ImageDraw.Draw(self.image)

    def _scaled(self, points: list[Point]) -> list[Point]:
        return [(x * SCALE, y * SCALE) for x, y in points]

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: str | None,
        *,
        radius: float = 4,
        line: str | None = None,
    ) -> None:
        """A rounded box by its corner and size."""
        if w <= 0 or h <= 0:
            return
        edges = [x * SCALE, y * SCALE, (x + w) * SCALE, (y + h) * SCALE]
        self.draw.rounded_rectangle(edges, radius * SCALE, fill, line, 3 * SCALE if line else 0)

    def dot(
        self, x: float, y: float, r: float, fill: str | None, *, line: str | None = None, width: float = 3
    ) -> None:
        """A circle by its middle."""
        if r > 0:
            edges = [(x - r) * SCALE, (y - r) * SCALE, (x + r) * SCALE, (y + r) * SCALE]
            self.draw.ellipse(edges, fill, line, round(width * SCALE) if line else 0)

    def line(self, points: list[Point], colour: str, width: float = 4) -> None:
        """A line through points."""
        self.draw.line(self._scaled(points), colour, round(width * SCALE), joint="curve")

    def shape(self, points: list[Point], fill: str | None, *, line: str | None = None) -> None:
        """A polygon."""
        self.draw.polygon(self._scaled(points), fill, line, 3 * SCALE if line else 1)

    def check(self, x: float, y: float, size: float, part: float, colour: str = GOOD) -> None:
        """A tick, drawn as far as `part`."""
        first, middle, last = (x - size, y), (x - size / 3, y + size * 0.7), (x + size, y - size * 0.8)
        if part > 0:
            self.line([first, between(first, middle, min(1, part * 2))], colour, size / 2.2)
        if part > 0.5:
            self.line([middle, between(middle, last, part * 2 - 1)], colour, size / 2.2)


def tool(pen: Pen, kind: int, place: Point, turn: float, *, shadow: bool = False) -> None:
    """A spanner, a screwdriver or a hammer round its middle; `shadow`: only where it belongs."""
    x, y = place
    fill = "#c3d0cf" if shadow else STEEL
    grip = "#c3d0cf" if shadow else (PETROL, "#b07a00", "#6d3358")[kind]

    def at(along: float, across: float) -> Point:
        return (
            x + along * math.cos(turn) - across * math.sin(turn),
            y + along * math.sin(turn) + across * math.cos(turn),
        )

    def bar(start: float, end: float, half: float, colour: str) -> None:
        pen.shape([at(start, -half), at(end, -half), at(end, half), at(start, half)], colour)

    if kind == 0:
        bar(-36, 26, 5, fill)
        pen.dot(*at(32, 0), 14, fill)
        pen.shape([at(34, -5), at(50, -8), at(50, 8), at(34, 5)], WALL if shadow else BG)
        bar(-40, -8, 7, grip)
    elif kind == 1:
        bar(-4, 42, 4, fill)
        bar(-40, -2, 9, grip)
    else:
        bar(-42, 30, 6, grip)
        bar(22, 42, 22, fill)


def junk(pen: Pen, kind: int, place: Point, tag: float) -> None:
    """Something nobody needs: an old box, a cracked cup, a dead fan; with its red tag."""
    x, y = place
    if kind == 0:
        pen.box(x - 32, y - 22, 64, 46, "#c9a26b")
        pen.line([(x - 32, y - 4), (x + 32, y - 4)], "#8a6240", 3)
    elif kind == 1:
        pen.dot(x + 20, y, 13, None, line="#8fa5a7", width=5)
        pen.box(x - 20, y - 22, 40, 46, "#b8c6c6")
        pen.line([(x - 6, y - 22), (x + 2, y - 6), (x - 6, y + 8)], INK, 2)
    else:
        pen.dot(x, y - 4, 27, "#9fb1b2")
        for step in range(3):
            turn = step * 2.094 + 0.5
            pen.line([(x, y - 4), (x + 20 * math.cos(turn), y - 4 + 20 * math.sin(turn))], INK, 7)
    if tag > 0:
        size = 15 * tag
        pen.line([(x, y - 22), (x + 8, y - 34)], INK, 2)
        pen.shape(
            [
                (x + 8 - size / 2, y - 34),
                (x + 8 + size, y - 34 - size),
                (x + 8 + size * 1.6, y - 34 + size * 0.4),
                (x + 8 + size * 0.4, y - 34 + size * 1.2),
            ],
            RED,
        )


def steps(pen: Pen, now: float) -> None:
    """Five circles on top: done, now, to come."""
    for number, start in enumerate(STARTS):
        end = STARTS[number + 1] if number < 4 else LENGTH - 2.2
        x, y = 320 + number * 80, 44
        if number < 4:
            pen.line([(x + 24, y), (x + 56, y)], LINE, 3)
        if now >= end:
            pen.dot(x, y, 22, PETROL)
            pen.check(x, y, 9, ease(now, end, 0.5), WHITE)
        elif now >= start:
            pen.dot(x, y, 22 + 3 * math.sin((now - start) * 3) * (now - start < 2), SAFFRON)
        else:
            pen.dot(x, y, 22, WHITE, line=LINE)
        if now < end:
            for dot in range(number + 1):
                turn = dot * 2 * math.pi / (number + 1) - math.pi / 2
                r = 0 if number == 0 else 9
                pen.dot(x + r * math.cos(turn), y + r * math.sin(turn), 4, INK)


def scene(now: float) -> Image.Image:
    """One picture of the film."""
    sort, order, shine, standard, sustain = STARTS
    pen = Pen()
    pen.box(0, 88, WIDTH, 352, WALL, radius=0)
    pen.box(0, 440, WIDTH, 100, "#d2dddb", radius=0)
    # The board with the tools' shadows comes with the second step, the sheet of rules with the fourth.
    board = ease(now, order, 1)
    if board:
        pen.box(300, 190 - 70 * board, 360, 140 * board, WHITE, line=PETROL)
        if board == 1:
            for kind, place in enumerate(TOOLS_AFTER):
                tool(pen, kind, place, -math.pi / 2, shadow=True)
    floor = ease(now, standard + 3.2, 1.4)
    if floor:
        pen.box(150, 492, 660 * floor, 10, SAFFRON, radius=0)
    pen.box(190, 372, 580, 22, BENCH)
    pen.box(215, 394, 22, 92, LEG, radius=0)
    pen.box(723, 394, 22, 92, LEG, radius=0)
    bin_in = ease(now, sort + 1.6, 0.8) - ease(now, order - 0.8, 0.7)
    if bin_in > 0:
        x = WIDTH - 150 * bin_in
        pen.shape([(x, 400), (x + 120, 400), (x + 106, 486), (x + 14, 486)], RED)
    wiped = 200 + 590 * ease(now, shine + 1, 3)
    for x, y in DUST:
        if x > wiped or now < shine + 1:
            pen.dot(x, y, 6, "#7d6a52")
            pen.dot(x + 11, y + 3, 4, "#7d6a52")
    for kind, place in enumerate(JUNK):
        leaves = ease(now, sort + 2.6 + kind * 0.7, 1.1)
        if leaves < 1:
            x, y = between(place, (870, 420), leaves)
            junk(
                pen, kind, (x, y - 150 * math.sin(math.pi * leaves)), ease(now, sort + 0.5 + kind * 0.4, 0.4)
            )
    for kind, place in enumerate(TOOLS_BEFORE):
        moves = ease(now, order + 1.2 + kind * 1.2, 1.2)
        turn = (0.25, -0.3, 0.2)[kind] + (-math.pi / 2 - (0.25, -0.3, 0.2)[kind]) * moves
        tool(pen, kind, between(place, TOOLS_AFTER[kind], moves), turn)
    if shine + 0.4 < now < shine + 4.6:
        x = 200 + 590 * ease(now, shine + 1, 3)
        pen.box(x - 30, 350 + 5 * math.sin(now * 14), 60, 24, "#5fa8b5", radius=10)
    sparkle = ease(now, shine + 4.2, 0.5) - ease(now, standard - 0.2, 0.5)
    if sparkle > 0:
        for x, y in ((290, 340), (480, 330), (670, 342)):
            size = 16 * sparkle
            pen.shape(
                [
                    (x, y - size),
                    (x + size / 4, y - size / 4),
                    (x + size, y),
                    (x + size / 4, y + size / 4),
                    (x, y + size),
                    (x - size / 4, y + size / 4),
                    (x - size, y),
                    (x - size / 4, y - size / 4),
                ],
                SAFFRON,
            )
    sheet = ease(now, standard + 0.2, 0.8)
    if sheet:
        x = 710 + 260 * (1 - sheet)
        pen.box(x, 120, 150, 196, WHITE, line=PETROL)
        for row in range(4):
            y = 150 + row * 42
            pen.box(x + 18, y - 11, 22, 22, BG, line=LINE)
            pen.box(x + 54, y - 5, 76, 10, "#b9c8c7")
            pen.check(x + 29, y, 8, ease(now, standard + 1.2 + row * 0.55, 0.4))
    week = ease(now, sustain + 0.2, 0.8)
    if week:
        x = 100 - 260 * (1 - week)
        pen.box(x, 120, 160, 196, WHITE, line=PETROL)
        pen.box(x, 120, 160, 34, PETROL)
        for day in range(12):
            column, row = day % 4, day // 4
            pen.check(x + 27 + column * 36, 184 + row * 46, 8, ease(now, sustain + 1 + day * 0.22, 0.3))
    steps(pen, now)
    return pen.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def make(folder: Path) -> None:
    """Write the film and its poster."""
    scene(13.4).save(folder / "bes-adim-film.webp", quality=80, method=6)
    with av.open(str(folder / "bes-adim-film.mp4"), "w", options={"movflags": "+faststart"}) as film:
        stream = film.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.time_base = Fraction(1, RATE)
        stream.options = {
            "crf": "26",
            "preset": "veryslow",
            "tune": "animation",
            "profile": "main",
            "g": str(RATE * 3),
        }
        for number in range(int(LENGTH * RATE)):
            frame = av.VideoFrame.from_image(scene(number / RATE))
            frame.pts = number
            film.mux(stream.encode(frame))
        film.mux(stream.encode())


if __name__ == "__main__":
    make(Path(sys.argv[1]))
