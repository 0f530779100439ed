"""What is held about people: every app declares its tables here while Django starts.

One declaration answers for the notice, for a person's copy of her data, for erasure, for merging two accounts and for
retention, so that none of them can forget a table. `tests/privacy/test_declarations.py` fails for a table that refers
to a person, directly or through another table, and is not declared.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

from core.registry import Registry

Text = str | Promise


@dataclass(frozen=True)
class Purpose:
    """Why data is held: the basis in law (KVKK Art. 5, GDPR Art. 6), and for how long.

    `days`: how long a row is kept after the moment that its holding names; None: as `keeping` says.
    """

    name: str
    title: Text
    basis: Text
    keeping: Text
    days: int | None = None


class Erasure(StrEnum):
    """What becomes of a table's rows when a person is erased.

    DELETE: they go. KEEP: they stay for the reason that the holding gives, under the person's pseudonym, and whatever
    text they held of her is replaced (`cleared`).
    """

    DELETE = "delete"
    KEEP = "keep"


@dataclass(frozen=True)
class Holding:
    """One table with data about people.

    owner: look-up from a row to the person whom it is about; empty: nobody's own (then `find` may say how rows about
    somebody are found, else it is only about who did something).
    others: references to people who did something here. They stay and show the pseudonym of somebody who was erased.
    cleared: columns with text of or about the person, and what each becomes; a function gets the pseudonym.
    plain: text columns that hold codes and titles of ours, nothing of a person.
    secrets: columns that no copy shows (hashes, keys).
    shown: look-ups that the readable page shows; the machine-readable copy has every column.
    follows: the reference that a merge of two accounts re-points; clashes: look-ups of which a person may have each
    value once, so that a row that the kept account has already stays with the closed one; is_single: a person has one
    row at most; goes_with: the reference to a row with which this one stays or moves.
    ages_from: the moment that retention counts from; a row without it is not old.
    file: column with the name of a file in the private storage, or a file field.
    needs_door: the table refuses changes; the declared columns change only while core.append_only's door is open.
    """

    model: str
    title: Text
    purpose: str
    owner: str = ""
    others: tuple[str, ...] = ()
    erasure: Erasure = Erasure.KEEP
    reason: Text = ""
    keep_years: int | None = None
    cleared: Mapping[str, Any] = field(default_factory=dict)
    plain: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    follows: str = ""
    clashes: tuple[str, ...] = ()
    is_single: bool = False
    goes_with: str = ""
    ages_from: str = ""
    file: str = ""
    needs_door: bool = False
    find: Callable[[Any], Q] | None = None

    @property
    def rows(self) -> QuerySet[Any]:
        """Every row of the table."""
        model: type[Model] = apps.get_model(self.model)
        return model._default_manager.order_by("pk")

    @property
    def is_about_people(self) -> bool:
        """Whether rows are somebody's own, rather than only saying who did something."""
        return bool(self.owner or self.find)

    @property
    def goes_with_table(self) -> str:
        """The table of the row with which a row of this one stays or moves; "" for none."""
        if not self.goes_with:
            return ""
        label: str = self.rows.model._meta.get_field(self.goes_with).related_model._meta.label
        return label

    def of(self, person: Any) -> QuerySet[Any]:
        """The rows about a person."""
        if self.find is not None:
            return self.rows.filter(self.find(person))
        return self.rows.filter(**{self.owner: person.pk}) if self.owner else self.rows.none()

    def values_after(self, pseudonym: str) -> dict[str, Any]:
        """What the cleared columns become."""
        return {name: made(pseudonym) if callable(made) else made for name, made in self.cleared.items()}

    def not_cleared(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Of some rows those that still hold what a clearing would take away."""
        still = Q()
        for name, value in self.cleared.items():
            if value is None:
                still |= Q(**{f"{name}__isnull": False})
            elif not callable(value):
                still |= ~Q(**{name: value})
        return rows.filter(still) if still else rows.none()


purposes: Registry[Purpose] = Registry("purpose of keeping data")
holdings: Registry[Holding] = Registry("table with data about people")

erasure_steps: Registry[Callable[[Any], None]] = Registry("step of an erasure")
"""What is not a row with a reference: texts in queues, sessions, caches. Called with the person before her names go."""


def declare(*entries: Holding) -> None:
    """Put tables into the registry."""
    for entry in entries:
        holdings.register(entry.model, entry)
