"""Tables whose rows are never changed: a migration operation that makes the database itself refuse."""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations.base import Operation

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
    Erasure of personal data (KVKK Art. 7) works by replacing what the rows point to, not the rows.
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
