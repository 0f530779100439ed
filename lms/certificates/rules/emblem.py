"""The European emblem, by the geometry of its official description: twelve stars on a circle, none of them turned."""

import math

BLUE, GOLD = "#003399", "#ffcc00"


def _star(centre_x: float, centre_y: float, radius: float) -> str:
    """A five-pointed star standing upright, as a path."""
    inner = radius * math.sin(math.radians(18)) / math.sin(math.radians(54))
    points = []
    for index in range(10):
        length = radius if index % 2 == 0 else inner
        angle = math.radians(-90 + 36 * index)
        points.append(f"{centre_x + length * math.cos(angle):.2f} {centre_y + length * math.sin(angle):.2f}")
    return "M" + "L".join(points) + "z"


def european_emblem_svg() -> str:
    """The flag in proportion 3 to 2; the circle's radius is a third of the height, a star's an eighteenth."""
    stars = "".join(
        _star(
            270 + 120 * math.sin(math.radians(30 * hour)), 180 - 120 * math.cos(math.radians(30 * hour)), 20
        )
        for hour in range(12)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 540 360" width="540" height="360">'
        f'<path fill="{BLUE}" d="M0 0h540v360H0z"/><path fill="{GOLD}" d="{stars}"/></svg>'
    )
