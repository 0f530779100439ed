"""Rows that stand in an order."""

from typing import Any

from django.db.models import QuerySet


def move_one_place(rows: QuerySet[Any], row: Any, *, up: bool) -> None:
    """Swap a row with its neighbour and number all of them anew; at the end of the list nothing is swapped.

    `rows`: the list in its order, locked by the caller's transaction; each has a `sort_order`.
    """
    ordered = list(rows.select_for_update())
    place = ordered.index(row)
    other = place - 1 if up else place + 1
    if 0 <= other < len(ordered):
        ordered[place], ordered[other] = ordered[other], ordered[place]
    for index, one in enumerate(ordered):
        one.sort_order = index
    rows.model._default_manager.bulk_update(ordered, ["sort_order"])
