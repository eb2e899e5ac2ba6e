"""What holds frozen rows in the database, seen and lifted from outside."""

import contextlib
from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from lms.core.frozen import NeverChanged


def frozen_models() -> list[tuple[type[models.Model], NeverChanged]]:
    """Every model whose rows never change, with its constraint."""
    return [
        (model, rule)
        for model in apps.get_models()
        for rule in model._meta.constraints
        if isinstance(rule, NeverChanged)
    ]


def triggers() -> set[str]:
    """The names of all triggers of ours."""
    names = {rule.name for _model, rule in frozen_models()}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor if name.startswith(tuple(names))}


@contextlib.contextmanager
def lifted() -> Iterator[None]:
    """Without the triggers; puts them back."""
    editor = connection.SchemaEditorClass(connection)
    with connection.cursor() as cursor:
        for model, rule in frozen_models():
            if connection.vendor == "postgresql":
                cursor.execute(str(rule.remove_sql(model, editor)))
            else:
                for event in ("update", "delete"):
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{rule.name}_{event}"')
    yield
    with connection.cursor() as cursor:
        for model, rule in frozen_models():
            for statement in rule.statements(model, editor):
                cursor.execute(str(statement))
