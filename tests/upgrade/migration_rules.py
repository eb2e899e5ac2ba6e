"""What a migration after the first may do: add, fill and constrain (ADR 0035).

`faults` is pure: it looks at operations and at the state before them, never at a database.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock
from wagtail.fields import StreamField

ADDING = (
    migrations.CreateModel,
    migrations.AddIndex,
    migrations.AddConstraint,
    # Nothing of these reaches a database.
    migrations.AlterModelOptions,
    migrations.AlterModelManagers,
)
# A column may become the wider type of the same kind.
WIDER = {
    ("CharField", "TextField"),
    ("SlugField", "CharField"),
    ("SmallIntegerField", "IntegerField"),
    ("SmallIntegerField", "BigIntegerField"),
    ("IntegerField", "BigIntegerField"),
    ("PositiveSmallIntegerField", "PositiveIntegerField"),
    ("PositiveSmallIntegerField", "PositiveBigIntegerField"),
    ("PositiveIntegerField", "PositiveBigIntegerField"),
}
# What only people and forms see, or what only new rows get.
FREE = {"verbose_name", "help_text", "default", "blank", "validators", "related_name", "error_messages"}
FILLS = ("update ", "insert ")


def faults(app: str, operations: Sequence[Operation], before: ProjectState) -> list[str]:
    """What these operations do that a migration may not, in words; empty if nothing."""
    state = before.clone()
    added_again = {
        (operation.model_name_lower, operation.constraint.name)
        for operation in operations
        if isinstance(operation, migrations.AddConstraint)
    }
    found: list[str] = []
    for operation in operations:
        if isinstance(operation, migrations.RemoveConstraint):
            # Made anew with the same name, so that triggers hold a column that came later.
            if (operation.model_name_lower, operation.name) not in added_again:
                found.append(f"{_name(operation)} takes away and puts nothing in its place")
        else:
            found += _faults(app, operation, state)
        operation.state_forwards(app, state)
    return found


def _faults(app: str, operation: Operation, state: ProjectState) -> Iterable[str]:
    if isinstance(operation, migrations.AddField):
        yield from _added(operation)
    elif isinstance(operation, migrations.AlterField):
        fields = state.models[app, operation.model_name_lower].fields
        for change in narrowed(fields[operation.name], operation.field):
            if change == "db_index" and _is_spare(state, operation, app):
                continue
            yield f"{_name(operation)} narrows: {change}"
    elif isinstance(operation, (migrations.RunPython, migrations.RunSQL)):
        yield from _filled(operation)
    elif not isinstance(operation, ADDING):
        yield f"{_name(operation)} neither adds nor fills nor constrains"


def _is_spare(state: ProjectState, operation: migrations.AlterField, app: str) -> bool:
    """Whether the column's own index says nothing that a unique one, which begins with it, does not."""
    held = state.models[app, operation.model_name_lower].options.get("constraints", ())
    unique = [one for one in held if isinstance(one, models.UniqueConstraint) and one.condition is None]
    return any(one.fields[:1] == (operation.name,) for one in unique)


def _added(operation: migrations.AddField) -> Iterable[str]:
    field = operation.field
    if field.many_to_many or field.null or field.has_default() or field.db_default is not models.NOT_PROVIDED:
        return
    yield f"{_name(operation)} needs null=True or a default: rows exist"


def _filled(operation: migrations.RunPython | migrations.RunSQL) -> Iterable[str]:
    if not operation.hints.get("fill"):
        yield f"{_name(operation)} must say what it fills: hints={{'fill': '…'}}"
    if not operation.reversible:
        yield f"{_name(operation)} cannot be reversed: give it a reverse, noop will do"
    if isinstance(operation, migrations.RunSQL):
        for statement in _statements(operation.sql):
            if not statement.lstrip().lower().startswith(FILLS):
                yield f"{_name(operation)} does more than fill: {statement.strip()[:60]}"


def _statements(sql: Any) -> Iterable[str]:
    parts = sql.split(";") if isinstance(sql, str) else sql
    texts = (part if isinstance(part, str) else part[0] for part in parts)
    return [text for text in texts if text.strip()]


def narrowed(old: models.Field, new: models.Field) -> list[str]:
    """What the field `new` allows less than `old`, or changes otherwise."""
    if isinstance(old, StreamField) and isinstance(new, StreamField):
        return list(_blocks_narrowed(old.stream_block, new.stream_block))
    _, old_path, old_args, before = old.deconstruct()
    _, new_path, new_args, after = new.deconstruct()
    kinds = (old_path.rsplit(".", 1)[-1], new_path.rsplit(".", 1)[-1])
    if old_path != new_path and kinds not in WIDER:
        return [f"{kinds[0]} becomes {kinds[1]}"]
    found = ["other arguments"] if list(old_args) != list(new_args) else []
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} - FREE
    # What a field says of its index differs with its kind: a foreign key has one unless it says no.
    if old.db_index and not (new.db_index or new.unique):
        found.append("db_index")
    return found + [name for name in sorted(changed - {"db_index"}) if not _loosens(name, before, after)]


def _blocks_narrowed(old: Block, new: Block, path: str = "") -> Iterable[str]:
    """Blocks of `old` that `new` lacks or has as another kind: what is stored in them would be lost."""
    if type(old) is not type(new):
        yield f"block {path} becomes {type(new).__name__}"
    elif isinstance(old, ListBlock) and isinstance(new, ListBlock):
        yield from _blocks_narrowed(old.child_block, new.child_block, f"{path}[]")
    elif isinstance(old, BaseStructBlock | BaseStreamBlock):
        for name, block in old.child_blocks.items():
            place = f"{path}.{name}" if path else name
            if name in new.child_blocks:
                yield from _blocks_narrowed(block, new.child_blocks[name], place)
            else:
                yield f"block {place} goes"


def _loosens(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    old, new = before.get(name), after.get(name)
    match name:
        case "null":
            return new is True
        case "unique":
            return not new
        case "max_length":
            return new is None or (old is not None and new >= old)
        case "choices":
            return new is None or (old is not None and _values(old) <= _values(new))
        case _:
            return False


def _values(choices: Any) -> set[Any]:
    pairs = choices.items() if isinstance(choices, Mapping) else choices
    return {value for value, _label in pairs}


def _name(operation: Operation) -> str:
    about = [getattr(operation, part, "") for part in ("model_name", "name")]
    return " ".join([type(operation).__name__, ".".join(filter(None, about))]).strip()
