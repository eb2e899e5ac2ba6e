"""Columns of which PostgreSQL's planner keeps no samples."""

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class Unsampled(models.BaseConstraint):
    """Keeps PostgreSQL from sampling any column of the model's table. SQLite keeps no samples.

    `ANALYZE` copies values into `pg_statistic`. What is missing there arrived since, and a sheet
    missing from one sample beside a person missing from another would be a pair.
    """

    def constraint_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Nothing inside CREATE TABLE; the columns are altered when the migration ends."""
        self.create_sql(model, schema_editor)

    def create_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Alter every column once all of them are there."""
        if schema_editor.connection.vendor == "postgresql":
            quote = schema_editor.connection.ops.quote_name
            columns = ", ".join(
                f"ALTER COLUMN {quote(field.column)} SET STATISTICS 0" for field in model._meta.local_fields
            )
            schema_editor.deferred_sql.append(f"ALTER TABLE {quote(model._meta.db_table)} {columns}")

    def remove_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str | None:
        """Sample again as every other table is sampled."""
        if schema_editor.connection.vendor != "postgresql":
            return None
        quote = schema_editor.connection.ops.quote_name
        columns = ", ".join(
            f"ALTER COLUMN {quote(field.column)} SET STATISTICS -1" for field in model._meta.local_fields
        )
        return f"ALTER TABLE {quote(model._meta.db_table)} {columns}"

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Holds whatever a row says."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unsampled) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)
