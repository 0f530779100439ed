"""Tables whose rows are never changed: a migration operation that makes the database itself refuse."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.migrations.operations.base import Operation

from core.models import OpenDoor

ERASURE, MERGE = "erasure", "merge"
"""The two doors: a person is erased (her texts are replaced), two accounts of one person become one (rows are re-pointed)."""


@contextmanager
def open_door(name: str) -> Iterator[None]:
    """Let the columns that append-only tables declared for this door be changed, in this transaction only.

    The row that opens it is taken away before the transaction ends, so no other connection ever sees it, and a crash
    leaves the door shut. See docs/decisions/0009-erasure-through-one-door.md.
    """
    with transaction.atomic():
        OpenDoor.objects.get_or_create(name=name)
        yield
        OpenDoor.objects.filter(name=name).delete()


_SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE {columns} ON {table} {when}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_SQLITE_DELETE = """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {when}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION imece_refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END;
$$ LANGUAGE plpgsql
"""


class AppendOnly(Operation):
    """Refuse UPDATE (of all or of the named columns) and, unless `allow_delete`, DELETE on a table.

    `when`: an SQL condition on OLD, the same in SQLite and PostgreSQL; rows it does not hold for may still change.
    Erasure of personal data (KVKK Art. 7) works by replacing what the rows point to; text in them: DoorInAppendOnly.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self, table: str, columns: Sequence[str] = (), allow_delete: bool = False, when: str = ""
    ) -> None:
        self.table = table
        self.columns = list(columns)
        self.allow_delete = allow_delete
        self.when = when

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        kwargs: dict[str, Any] = {"table": self.table}
        if self.columns:
            kwargs["columns"] = self.columns
        if self.allow_delete:
            kwargs["allow_delete"] = True
        if self.when:
            kwargs["when"] = self.when
        return self.__class__.__qualname__, [], kwargs

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Triggers are no part of Django's model state."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        columns = f"OF {', '.join(self.columns)}" if self.columns else ""
        when = f"WHEN ({self.when})" if self.when else ""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_POSTGRES_FUNCTION, params=None)
            events = f"UPDATE {columns}"
            schema_editor.execute(
                f"CREATE TRIGGER {self.table}_no_update BEFORE {events} ON {self.table} "
                f"FOR EACH ROW {when} EXECUTE FUNCTION imece_refuse_change()"
            )
            if not self.allow_delete:
                schema_editor.execute(
                    f"CREATE TRIGGER {self.table}_no_delete BEFORE DELETE ON {self.table} "
                    f"FOR EACH ROW {when} EXECUTE FUNCTION imece_refuse_change()"
                )
        else:
            schema_editor.execute(_SQLITE.format(table=self.table, columns=columns, when=when))
            if not self.allow_delete:
                schema_editor.execute(_SQLITE_DELETE.format(table=self.table, when=when))

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        on = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
        for name in ("no_update", "no_delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_{name}{on}")

    def describe(self) -> str:
        return f"Make {self.table} append-only"


_POSTGRES_DOOR = """
CREATE OR REPLACE FUNCTION imece_refuse_unless_open() RETURNS trigger AS $$
BEGIN
IF EXISTS (SELECT 1 FROM core_opendoor WHERE name = TG_ARGV[0]) THEN RETURN NEW; END IF;
RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END;
$$ LANGUAGE plpgsql
"""
_SHUT = "NOT EXISTS (SELECT 1 FROM core_opendoor WHERE name = '{door}')"


class DoorInAppendOnly(Operation):
    """Narrow an append-only table's refusal of UPDATE: the columns of each door change while that door is open.

    `doors`: columns by name of the door (a column has one door). `others`: every other column, which never changes.
    `when` as in AppendOnly. DELETE stays refused.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self, table: str, doors: Mapping[str, Sequence[str]], others: Sequence[str], when: str = ""
    ) -> None:
        self.table = table
        self.doors = {name: list(columns) for name, columns in doors.items()}
        self.others = list(others)
        self.when = when

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        kwargs: dict[str, Any] = {"table": self.table, "doors": self.doors, "others": self.others}
        if self.when:
            kwargs["when"] = self.when
        return self.__class__.__qualname__, [], kwargs

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Triggers are no part of Django's model state."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        run, is_postgres = schema_editor.execute, schema_editor.connection.vendor == "postgresql"
        self._drop(schema_editor, "no_update")
        if is_postgres:
            run(_POSTGRES_DOOR, params=None)
            when = f"WHEN ({self.when})" if self.when else ""
            run(
                f"CREATE TRIGGER {self.table}_no_update BEFORE UPDATE OF {', '.join(self.others)} ON {self.table} "
                f"FOR EACH ROW {when} EXECUTE FUNCTION imece_refuse_change()"
            )
            for door, names in self.doors.items():
                run(
                    f"CREATE TRIGGER {self.table}_{door}_only BEFORE UPDATE OF {', '.join(names)} ON {self.table} "
                    f"FOR EACH ROW {when} EXECUTE FUNCTION imece_refuse_unless_open('{door}')"
                )
            return
        columns = f"OF {', '.join(self.others)}"
        run(
            _SQLITE.format(table=self.table, columns=columns, when=f"WHEN ({self.when})" if self.when else "")
        )
        for door, names in self.doors.items():
            shut = _SHUT.format(door=door)
            condition = f"WHEN ({self.when}) AND {shut}" if self.when else f"WHEN {shut}"
            run(
                f"CREATE TRIGGER {self.table}_{door}_only BEFORE UPDATE OF {', '.join(names)} ON {self.table} "
                f"{condition} BEGIN SELECT RAISE(ABORT, '{self.table} is append-only'); END"
            )

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for door in self.doors:
            self._drop(schema_editor, f"{door}_only")
        self._drop(schema_editor, "no_update")
        AppendOnly(table=self.table, allow_delete=True, when=self.when).database_forwards(
            app_label, schema_editor, from_state, to_state
        )

    def _drop(self, schema_editor: Any, name: str) -> None:
        on = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_{name}{on}")

    def describe(self) -> str:
        return f"Open {self.table} narrowly: {', '.join(self.doors)}"
