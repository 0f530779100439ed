"""The mark of İmece: three dotted İ standing side by side, one thread woven through them. One geometry for SVG and PNG."""

from PIL import Image, ImageDraw

GRID = 32
PETROL, SAFFRON, CHALK = "#0b5561", "#f0b429", "#ffffff"
_COLUMNS = (6, 16, 26)

Polygon = tuple[tuple[float, float], ...]


def _rectangle(left: float, top: float, right: float, bottom: float) -> Polygon:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def people() -> list[Polygon]:
    """The three İ: a diamond head and a body each; the thread passes before the middle one, behind the others."""
    shapes: list[Polygon] = [((x, 1.5), (x + 4.0, 5.5), (x, 9.5), (x - 4.0, 5.5)) for x in _COLUMNS]
    shapes += [_rectangle(x - 2.5, 12, x + 2.5, 30.5) for x in (_COLUMNS[0], _COLUMNS[2])]
    shapes += [_rectangle(13.5, 12, 18.5, 17.5), _rectangle(13.5, 25, 18.5, 30.5)]
    return shapes


def thread() -> list[Polygon]:
    """The thread, in the pieces that are seen."""
    return [
        _rectangle(0, 18.75, 2.5, 23.75),
        _rectangle(9.5, 18.75, 22.5, 23.75),
        _rectangle(29.5, 18.75, 32, 23.75),
    ]


def _path(shapes: list[Polygon]) -> str:
    return "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in shape) + "z" for shape in shapes)


def symbol_svg() -> str:
    """The mark as a sprite symbol; its two colours follow the theme."""
    return (
        f'<symbol id="imece" viewBox="0 0 {GRID} {GRID}"><path fill="currentColor" d="{_path(people())}"/>'
        f'<path fill="{SAFFRON}" d="{_path(thread())}"/></symbol>'
    )


def mark_svg() -> str:
    """The mark alone, for a dark ground: on certificates and other print."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {GRID} {GRID}" width="{GRID}" height="{GRID}">'
        f'<path fill="{CHALK}" d="{_path(people())}"/><path fill="{SAFFRON}" d="{_path(thread())}"/></svg>'
    )


def favicon_svg() -> str:
    """The mark on its tile, for browser tabs."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 48 48">'
        f'<path fill="{PETROL}" d="M-8-8h48v48H-8z"/><path fill="{CHALK}" d="{_path(people())}"/>'
        f'<path fill="{SAFFRON}" d="{_path(thread())}"/></svg>'
    )


def icon_png(size: int, *, share: float) -> Image.Image:
    """Draw the mark on a petrol square of `size` pixels; `share` is the part of the side that the mark takes."""
    over = 4
    image = Image.new("RGB", (size * over, size * over), PETROL)
    draw = ImageDraw.Draw(image)
    scale = size * over * share / GRID
    offset = size * over * (1 - share) / 2
    for shapes, colour in ((people(), CHALK), (thread(), SAFFRON)):
        for shape in shapes:
            draw.polygon([(offset + x * scale, offset + y * scale) for x, y in shape], fill=colour)
    return image.resize((size, size), Image.Resampling.LANCZOS)
