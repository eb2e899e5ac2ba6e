"""Export and erasure of the rows that a model holds about a person."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q

from lms.accounts.models import User
from lms.accounts.registries import register_personal_data

_ENCODER = DjangoJSONEncoder()


def register_rows(
    label: str,
    *,
    by: Sequence[str] = ("user",),
    columns: Sequence[str],
    delete: bool = False,
    blank: Mapping[str, Any] | None = None,
) -> None:
    """Register a model whose rows name the person in the fields `by`.

    Exported are `columns` (names as for `values()`) of all these rows. On erasure the rows are
    deleted, or the columns of `blank` are set to the given values; with neither they stay as
    they are, pointing at an account that no longer says who the person was.
    """
    register_personal_data(
        label, export=_exporter(label, by, columns), erase=_eraser(label, by, delete, blank or {})
    )


def keep(user: User) -> int:
    """Erases nothing: what others were asked, told or given rests on these rows, which then point at an
    account without a name.
    """
    return 0


def move_rows(kept: User, gone: User, *fields: tuple[type[Model], str]) -> int:
    """Move rows from `gone` to `kept` by the (model, field) that name a person; how many."""
    return sum(
        model._default_manager.filter(**{field: gone}).update(**{field: kept}) for model, field in fields
    )


def _rows(label: str, by: Sequence[str], user: User) -> Any:
    model: type[Model] = apps.get_model(label)
    condition = Q()
    for field in by:
        condition |= Q(**{field: user})
    return model._base_manager.filter(condition)


def _exporter(
    label: str, by: Sequence[str], columns: Sequence[str]
) -> Callable[[User], list[dict[str, Any]]]:
    def export(user: User) -> list[dict[str, Any]]:
        rows = _rows(label, by, user).order_by("pk").values(*columns)
        return [{name: plain(value) for name, value in row.items()} for row in rows]

    return export


def _eraser(label: str, by: Sequence[str], delete: bool, blank: Mapping[str, Any]) -> Callable[[User], int]:
    def erase(user: User) -> int:
        rows = _rows(label, by, user)
        if delete:
            return rows.delete()[0]
        return rows.update(**blank) if blank else 0

    return erase


def plain(value: Any) -> Any:
    """A value as JSON has it: moments, dates, decimals and uuids become text."""
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    return _ENCODER.default(value)
