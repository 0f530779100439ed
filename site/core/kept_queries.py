"""Queries whose SQL is put together once a process; only the values in them change.

Django writes the SQL of a query anew each time it is asked. For the few queries that every page of a signed-in person
asks, that costs several times what the database needs. Such a query says which fields its values are of, and is otherwise
an ordinary queryset, with its own rows, joined objects and annotations:

    _ROLES = KeptQuery(lambda user: RoleAssignment.objects.filter(user=user).values_list("role"), BigAutoField())
    roles = _ROLES.rows(request.user.pk)

Whatever differs between two askings must be such a value: the time of day, above all. None and lists cannot be one,
because their SQL is another (IS NULL, one place for each). Not for querysets that prefetch.
"""

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, QuerySet


class Given(Expression):
    """The place of a value that is given when the query is asked."""

    def __init__(self, place: int, field: Field) -> None:
        super().__init__(output_field=field)
        self.place = place

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Leave itself among the parameters, where `_Kept` finds it."""
        return "%s", [self]


class _Kept:
    """A query put together for one kind of database."""

    def __init__(self, queryset: QuerySet[Any, Any], connection: Any) -> None:
        if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise ValueError("a queryset that prefetches cannot be kept")
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(connection=connection)
        self.sql, parameters = self.compiler.as_sql()
        self.parameters = tuple(parameters)
        self.compiler.connection = None  # each asking brings its own

    def rows(self, connection: Any, given: list[Any]) -> list[Any]:
        filled = tuple(given[one.place] if isinstance(one, Given) else one for one in self.parameters)
        compiler = object.__new__(type(self.compiler))
        compiler.__dict__.update(self.compiler.__dict__)
        compiler.connection = connection
        compiler.as_sql = lambda *_arguments, **_named: (self.sql, filled)
        make_rows: Any = self.queryset._iterable_class  # type: ignore[attr-defined]
        return list(make_rows(_Asked(self.queryset, compiler)))


class _Asked:
    """What makes rows of answers sees this in the place of the queryset and of its query."""

    _known_related_objects: dict[Any, Any] = {}
    db = DEFAULT_DB_ALIAS

    def __init__(self, queryset: QuerySet[Any, Any], compiler: Any) -> None:
        self.model, self._fields = queryset.model, queryset._fields  # type: ignore[attr-defined]
        self.extra_select = queryset.query.extra_select
        self.values_select = queryset.query.values_select
        self.annotation_select = queryset.query.annotation_select
        self.selected = queryset.query.selected
        self.query = self
        self._compiler = compiler

    def get_compiler(self, *_arguments: Any, **_named: Any) -> Any:
        return self._compiler


class KeptQuery:
    """A queryset, made once by `make`, which gets a `Given` for each of `fields`; asked with a value for each."""

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], *fields: Field) -> None:
        self._make = make
        self._fields = fields
        self._kept: dict[str, _Kept] = {}

    def rows(self, *values: Any) -> list[Any]:
        """What the queryset gives for these values, in the order of `fields`. One query. Raises ValueError for None."""
        if None in values:
            raise ValueError("None has another SQL")
        connection = connections[DEFAULT_DB_ALIAS]
        kept = self._kept.get(connection.vendor)
        if kept is None:
            places = [Given(place, field) for place, field in enumerate(self._fields)]
            kept = self._kept[connection.vendor] = _Kept(self._make(*places), connection)
        pairs = zip(self._fields, values, strict=True)
        return kept.rows(connection, [field.get_db_prep_value(value, connection) for field, value in pairs])

    def first(self, *values: Any) -> Any | None:
        """The first row, if there is any. The queryset should ask for no more ([:1])."""
        return next(iter(self.rows(*values)), None)
