"""Several rows as one JSON value, so that they come with the row they belong to."""

from typing import Any

from django.db.models import Aggregate, JSONField


class JSONObjectOf(Aggregate):
    """An object of what each row says: a key and a value; NULL or empty where there are no rows."""

    output_field = JSONField()
    function = "JSON_GROUP_OBJECT"

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_OBJECT_AGG", **extra)


class JSONListOf(Aggregate):
    """A list of what each row says, in no order; NULL or empty where there are no rows."""

    output_field = JSONField()
    function = "JSON_GROUP_ARRAY"

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **extra)
