"""Everything that is held about a person, from the declarations: for the page, the JSON and the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from accounts.models import User
from core.languages import in_language
from core.personal_data import Holding, holdings
from privacy.columns import column_label
from privacy.models import AccountMerge

MOST_ROWS = 100
"""How many rows of a table the readable page shows; the file has all."""


@dataclass(frozen=True)
class Part:
    """One table for the readable page: rows as pairs of label and text."""

    holding: Holding
    rows: list[list[tuple[str, str]]]
    count: int

    @property
    def more(self) -> int:
        """Rows that only the file shows."""
        return self.count - len(self.rows)


def accounts_of(person: User) -> list[User]:
    """Her account and those that were closed when they were made one with it."""
    closed = AccountMerge.objects.filter(kept=person, undone_at=None).select_related("closed")
    return [person, *(merge.closed for merge in closed)]


def own_holdings() -> list[Holding]:
    """Tables with rows that are about somebody."""
    return [holding for holding in holdings if holding.is_about_people]


def rows_of(holding: Holding, accounts: list[User]) -> QuerySet[Any]:
    """The table's rows about a person, over all her accounts."""
    found = holding.of(accounts[0])
    for account in accounts[1:]:
        found = found | holding.of(account)
    return found


def readable_parts(person: User) -> list[Part]:
    """What the page shows: the newest rows of every table that has any. A fixed number of queries a table."""
    accounts, parts = accounts_of(person), []
    for holding in own_holdings():
        found = rows_of(holding, accounts)
        related = _joins(holding)
        newest = list((found.select_related(*related) if related else found).order_by("-pk")[:MOST_ROWS])
        if newest:
            count = len(newest) if len(newest) < MOST_ROWS else found.count()
            parts.append(Part(holding, [_shown(holding, row) for row in newest], count))
    return parts


def machine_readable(person: User) -> dict[str, Any]:
    """The same with every column of every row, for programs; secrets such as password hashes are left out."""
    accounts = accounts_of(person)
    return {
        "made_at": timezone.now().isoformat(),
        "person": str(person.uuid),
        "tables": {
            holding.model: {
                "title": str(holding.title),
                "purpose": holding.purpose,
                "rows": list(_rows(holding, accounts)),
            }
            for holding in own_holdings()
        },
    }


def _rows(holding: Holding, accounts: list[User]) -> Iterator[dict[str, Any]]:
    for row in rows_of(holding, accounts).iterator(chunk_size=500):
        yield {
            column.attname: _plain(column.value_from_object(row))
            for column in row._meta.concrete_fields
            if column.name not in holding.secrets
        }


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if value is None or isinstance(value, (str, int, float, bool, list, dict)):
        return value
    return str(value)


def _joins(holding: Holding) -> list[str]:
    """References that the shown columns go through, so that a page of rows is one query."""
    model, joins = holding.rows.model, []
    for path in holding.shown:
        current, steps = model, []
        for name in path.split("__"):
            field = next((one for one in current._meta.concrete_fields if one.name == name), None)
            if field is None or not field.is_relation:
                break
            steps.append(name)
            current = field.related_model
        if steps:
            joins.append("__".join(steps))
    return joins


def _shown(holding: Holding, row: Model) -> list[tuple[str, str]]:
    pairs = []
    for path in holding.shown:
        text = _text(row, path)
        if text:
            pairs.append((column_label(path), text))
    return pairs


def _text(row: Any, path: str) -> str:
    *through, name = path.split("__")
    for step in through:
        row = getattr(row, step, None)
        if row is None:
            return ""
    chosen = getattr(row, f"get_{name}_display", None)
    value = chosen() if chosen else getattr(row, name, None)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, (int, float, Decimal)):
        return number_format(value)
    if isinstance(value, dict):
        return _of_answer(value)
    return str(value)


def _of_answer(value: dict[str, Any]) -> str:
    """An answer as it was given, or a text by language."""
    if "text" in value or "choices" in value:
        return value.get("text") or ", ".join(map(str, value.get("choices", [])))
    return in_language(value) if value else ""
