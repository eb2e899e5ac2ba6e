"""The model and query set that refuse changes before the database has to."""

from collections.abc import Iterable
from typing import Any, NoReturn

from django.core import checks
from django.db import models

from lms.core.frozen.constraint import NeverChanged


class FrozenError(RuntimeError):
    """Somebody tried to change what is only ever written once."""


def _rule(model: type[models.Model]) -> NeverChanged:
    return next(rule for rule in model._meta.constraints if isinstance(rule, NeverChanged))


def _refuse(model: type[models.Model], act: str) -> NoReturn:
    raise FrozenError(f"{model._meta.label} is frozen: {act} refused")


def _only_free(model: type[models.Model], names: Iterable[str], act: str) -> None:
    """Refuse unless every one of `names` is a field that the model lets change."""
    free = _rule(model).may_change
    fields = [field for field in model._meta.concrete_fields if field.name in free]
    allowed = {*free, *(field.attname for field in fields)}
    if not set(names) <= allowed:
        _refuse(model, act)


class FrozenQuerySet(models.QuerySet):
    """Adds rows and reads them; changes only the fields that `NeverChanged` names."""

    def update(self, **values: Any) -> int:
        _only_free(self.model, values, "update")
        return super().update(**values)

    def bulk_update(self, objs: Any, fields: Any, batch_size: int | None = None) -> int:
        _only_free(self.model, fields, "bulk_update")
        return super().bulk_update(objs, fields, batch_size=batch_size)

    def bulk_create(self, objs: Any, *args: Any, update_conflicts: bool = False, **options: Any) -> list[Any]:
        if update_conflicts:
            _refuse(self.model, "upsert")
        return super().bulk_create(objs, *args, **options)

    def update_or_create(self, *args: Any, **options: Any) -> NoReturn:
        _refuse(self.model, "update_or_create")

    def delete(self) -> tuple[int, dict[str, int]]:
        if not _rule(self.model).deletable:
            _refuse(self.model, "delete")
        return super().delete()

    def _raw_delete(self, using: str | None) -> int:
        # What the deletion of a row that this one points at would use.
        if not _rule(self.model).deletable:
            _refuse(self.model, "delete")
        return super()._raw_delete(using)


class FrozenRow(models.Model):
    """A row that is written once. Its Meta holds a `NeverChanged`; see `lms.core.frozen`."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            _only_free(type(self), options.get("update_fields") or ("all",), "save")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        if not _rule(type(self)).deletable:
            _refuse(type(self), "delete")
        return super().delete(*args, **options)

    @classmethod
    def check(cls, **options: Any) -> list[checks.CheckMessage]:
        errors = super().check(**options)
        if not any(isinstance(rule, NeverChanged) for rule in cls._meta.constraints):
            errors.append(
                checks.Error("The database does not hold it: add a NeverChanged.", obj=cls, id="core.E001")
            )
        if not isinstance(cls._base_manager.all(), FrozenQuerySet):
            errors.append(checks.Error("Name FrozenRow first among the bases.", obj=cls, id="core.E002"))
        return errors
