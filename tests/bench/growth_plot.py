"""Draws how a cost grows with size as an SVG; both axes are logarithmic, so a straight line is a power."""

from math import ceil, floor, log10
from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, BELOW, RIGHT = 720, 420, 70, 50, 230
COLOURS = ["#1b6e53", "#b3261e", "#1f4e9c", "#8a5a00"]


def plot(lines: dict[str, list[tuple[int, float]]], across: str, up: str) -> str:
    """An SVG of named lines of (size, cost); costs above 0."""
    sizes = [size for points in lines.values() for size, _cost in points]
    costs = [max(cost, 0.01) for points in lines.values() for _size, cost in points]
    x_low, x_high = _decades(sizes)
    y_low, y_high = _decades(costs)
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - BELOW - 20

    def place(size: float, cost: float) -> tuple[float, float]:
        x = LEFT + wide * (log10(size) - x_low) / (x_high - x_low)
        y = 20 + high * (1 - (log10(max(cost, 0.01)) - y_low) / (y_high - y_low))
        return round(x, 1), round(y, 1)

    pieces = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    ]
    for power in range(x_low, x_high + 1):
        x, _y = place(10**power, 10**y_low)
        pieces.append(
            f'<path d="M{x} 20V{20 + high}" stroke="#ddd"/><text x="{x}" y="{HEIGHT - 28}" text-anchor="middle">{10**power:,}</text>'
        )
    for power in range(y_low, y_high + 1):
        _x, y = place(10**x_low, 10**power)
        pieces.append(
            f'<path d="M{LEFT} {y}H{LEFT + wide}" stroke="#ddd"/><text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{10**power:g}</text>'
        )
    for number, (name, points) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{x},{y}" for x, y in (place(*point) for point in points))
        pieces.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for size, cost in points:
            x, y = place(size, cost)
            pieces.append(
                f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"><title>{size:,}: {cost:.1f}</title></circle>'
            )
        pieces.append(
            f'<text x="{LEFT + wide + 12}" y="{40 + 20 * number}" fill="{colour}">{escape(name)}</text>'
        )
    pieces.append(
        f'<text x="{LEFT}" y="{HEIGHT - 8}">{escape(across)}</text><text x="4" y="14">{escape(up)}</text></svg>'
    )
    return "\n".join(pieces)


def _decades(values: list) -> tuple[int, int]:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)
