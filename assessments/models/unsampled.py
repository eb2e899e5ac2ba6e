"""Columns of which PostgreSQL's planner keeps no samples."""

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table


class Unsampled(models.BaseConstraint):
    """Keeps PostgreSQL from sampling any column of the model's table. SQLite keeps no samples.

    `ANALYZE` copies values into `pg_statistic`. What is missing there arrived since, and a sheet
    missing from one sample beside a person missing from another would be a pair. A column added
    later is sampled until the constraint is removed and added again; a test looks for such.
    """

    def constraint_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Nothing inside of CREATE TABLE; the columns are altered once all of them are there."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.deferred_sql.append(self._samples(0, model, schema_editor))

    create_sql = constraint_sql

    def remove_sql(
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> Statement | None:
        """Sample again, as every other table is sampled."""
        if schema_editor.connection.vendor != "postgresql":
            return None
        return self._samples(-1, model, schema_editor)

    def _samples(
        self, target: int, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> Statement:
        quote = schema_editor.quote_name
        columns = (quote(field.column) for field in model._meta.local_fields)
        return Statement(
            "ALTER TABLE %(table)s %(columns)s",
            table=Table(model._meta.db_table, quote),
            columns=", ".join(f"ALTER COLUMN {column} SET STATISTICS {target}" for column in columns),
        )

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Holds whatever a row says."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unsampled) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)
