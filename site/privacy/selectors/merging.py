"""What making two accounts one would move, and what would stay."""

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from core.personal_data import Holding, holdings


@dataclass(frozen=True)
class Moving:
    """Rows of one table that would be re-pointed, and those that stay with the closed account."""

    holding: Holding
    ids: list[int]
    staying: list[int]
    names: list[str]
    staying_names: list[str]


def rows_to_move(kept: User, closed: User) -> list[Moving]:
    """By table, in the order of the declarations: a row that depends on one that stays, stays with it.

    The rule for two of the same (a place in the same group, the same course outside groups, the same role): what the
    kept account has is hers; the closed account's stays where it is, readable in her copy, and nothing is lost.
    """
    found: list[Moving] = []
    staying: dict[str, set[int]] = {}
    for holding in holdings:
        if holding.follows:
            moving = _of_table(holding, kept, closed, staying)
            staying[holding.model] = set(moving.staying)
            if moving.ids or moving.staying:
                found.append(moving)
    return found


def _of_table(holding: Holding, kept: User, closed: User, staying: dict[str, set[int]]) -> Moving:
    rows = list(holding.rows.filter(**{holding.follows: closed}))
    has_already: set[Any] = set()
    is_taken = holding.is_single and holding.rows.filter(**{holding.follows: kept}).exists()
    if holding.clashes:
        has_already = set(holding.rows.filter(**{holding.follows: kept}).values_list(*holding.clashes))
    ids: list[int] = []
    stay: list[int] = []
    names: list[str] = []
    staying_names: list[str] = []
    anchors = staying.get(holding.goes_with_table, set())
    for row in rows:
        key = tuple(getattr(row, name) for name in holding.clashes)
        is_anchored = bool(anchors) and getattr(row, f"{holding.goes_with}_id") in anchors
        if is_taken or is_anchored or (holding.clashes and key in has_already):
            stay.append(row.pk)
            staying_names.append(_name(row))
        else:
            ids.append(row.pk)
            names.append(_name(row))
    return Moving(holding, ids, stay, names, staying_names)


def _name(row: Any) -> str:
    """The row without the person's name, which stands above the list anyway."""
    for name in ("cohort", "course", "course_title", "title"):
        if getattr(row, name, None):
            return str(getattr(row, name))
    return str(row)
