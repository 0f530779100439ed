"""Charts in one look, each with an alternative text."""

from collections.abc import Sequence
from typing import Any

from demo.workbooks.paper import ACCENT, SECOND, THIRD, Sheet

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0."""
_COLOURS = (ACCENT, SECOND, THIRD, "#7d8f52", "#8a4f7d")


def add_chart(
    sheet: Sheet,
    at: tuple[int, int],
    kind: dict[str, str],
    title: str,
    series: Sequence[tuple[str | None, Area, Area]],
    *,
    source: Sheet | None = None,
    size: tuple[int, int] = (760, 300),
    number: str = "#,##0",
    colours: tuple[str, ...] = _COLOURS,
    **axes: dict[str, Any],
) -> None:
    """Draw series of (name, categories, values) of `source` (the sheet itself by default) below `at`.

    `axes` may have `x` and `y`, as XlsxWriter names their settings; `number` is the format of the value axis.
    """
    book, name = sheet.book, (source or sheet).name
    chart = book.inner.add_chart(kind)
    for place, (label, categories, values) in enumerate(series):
        chart.add_series(
            {
                **({"name": label} if label else {}),
                "categories": [name, *categories],
                "values": [name, *values],
                "fill": {"color": colours[place % len(colours)]},
            }
        )
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"} if len(series) > 1 else {"none": True})
    lying = kind["type"] == "bar"
    # In a lying chart the categories stand on the y axis, the first at the bottom unless it is turned round.
    chart.set_y_axis(
        {"reverse": True} | axes.get("y", {}) if lying else {"num_format": number} | axes.get("y", {})
    )
    chart.set_x_axis({"num_format": number} | axes.get("x", {}) if lying else axes.get("x", {}))
    chart.set_size({"width": size[0], "height": size[1]})
    sheet.inner.insert_chart(*at, chart, {"description": title})


def column(row: int, last_row: int, column: int) -> Area:
    """The cells of one column."""
    return (row, column, last_row, column)
