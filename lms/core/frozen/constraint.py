"""The constraint that lets the database itself refuse changes, by triggers."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.utils import DEFAULT_DB_ALIAS

# Compares whole rows, so that a column added later is held as well.
_FUNCTION = """
CREATE OR REPLACE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_NARGS > 0 AND to_jsonb(OLD) - TG_ARGV = to_jsonb(NEW) - TG_ARGV THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
    MESSAGE = TG_TABLE_NAME || ' is frozen: ' || TG_OP || ' refused';
END $$
"""
_POSTGRES = (
    "CREATE TRIGGER %(name)s BEFORE %(events)s ON %(table)s"
    " FOR EACH ROW EXECUTE FUNCTION never_changed(%(free)s)",
    "CREATE TRIGGER %(name_all)s BEFORE TRUNCATE ON %(table)s"
    " FOR EACH STATEMENT EXECUTE FUNCTION never_changed()",
)
_SQLITE = (
    "CREATE TRIGGER %(name)s BEFORE %(event)s ON %(table)s %(when)s BEGIN SELECT RAISE(ABORT, %(words)s); END"
)


class NeverChanged(models.BaseConstraint):
    """Rows are written once; only the fields `may_change` can change, and rows go only if `deletable`.

    The triggers wait in `deferred_sql`: there they follow the table when SQLite makes it anew.
    On SQLite a nullable column added to a table with `may_change` is held only after the constraint
    was removed and added again; PostgreSQL holds it at once.
    """

    def __init__(self, *, name: str, may_change: Sequence[str] = (), deletable: bool = False) -> None:
        super().__init__(name=name)
        self.may_change = tuple(may_change)
        self.deletable = deletable

    def constraint_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Nothing inside of CREATE TABLE; the triggers follow it."""
        schema_editor.deferred_sql.extend(self.statements(model, schema_editor))

    create_sql = constraint_sql

    def remove_sql(
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> Statement | None:
        """Drops the triggers; SQLite makes the table anew, and they are gone with the old one."""
        if schema_editor.connection.vendor != "postgresql":
            return None
        quote = schema_editor.quote_name
        return Statement(
            "DROP TRIGGER %(name)s ON %(table)s; DROP TRIGGER %(name_all)s ON %(table)s",
            table=Table(model._meta.db_table, quote),
            name=quote(self.name),
            name_all=quote(f"{self.name}_all"),
        )

    def statements(
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> Iterable[Statement]:
        """What makes the triggers on `model`'s table."""
        quote = schema_editor.quote_name
        table = Table(model._meta.db_table, quote)
        columns = [model._meta.get_field(name).column for name in self.may_change]
        if schema_editor.connection.vendor == "postgresql":
            yield Statement(_FUNCTION, table=table)
            parts = {
                "name": quote(self.name),
                "name_all": quote(f"{self.name}_all"),
                "events": "UPDATE" if self.deletable else "UPDATE OR DELETE",
                "free": ", ".join(f"'{column}'" for column in columns),
            }
            yield from (Statement(template, table=table, **parts) for template in _POSTGRES)
            return
        events = {"UPDATE": self._differs(model, columns, quote)} | ({} if self.deletable else {"DELETE": ""})
        for event, when in events.items():
            yield Statement(
                _SQLITE,
                table=table,
                name=quote(f"{self.name}_{event.lower()}"),
                event=event,
                when=when,
                words=f"'{model._meta.label_lower} is frozen: {event} refused'",
            )

    def _differs(self, model: type[models.Model], columns: Sequence[str], quote: Any) -> str:
        if not columns:
            return ""
        held = [field.column for field in model._meta.local_concrete_fields if field.column not in columns]
        same = " AND ".join(f"OLD.{quote(column)} IS NEW.{quote(column)}" for column in held)
        return f"WHEN NOT ({same})"

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """Nothing in the values of one row can break it."""

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        options: dict[str, Any] = {"name": self.name}
        if self.may_change:
            options["may_change"] = self.may_change
        if self.deletable:
            options["deletable"] = True
        return "lms.core.frozen.NeverChanged", (), options

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NeverChanged) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash(self.name)
