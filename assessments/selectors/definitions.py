"""What questions, instruments, rubrics and scenarios say in their newest version, as plain data."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

from assessments.models import (
    Criterion,
    Delivery,
    DeliveryForm,
    InstrumentVersion,
    ItemVersion,
    Occasion,
    RubricVersion,
    ScenarioVersion,
)

Version = TypeVar("Version", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Definition:
    """`kind` is item, instrument, rubric or scenario; `says` is what its `ensure_…_version` takes."""

    kind: str
    key: str
    number: int
    says: Mapping[str, Any]


def definitions(*, prefix: str) -> list[Definition]:
    """The newest version of everything whose key begins with `prefix`, by kind and key."""
    items = ItemVersion.objects.filter(item__key__startswith=prefix).select_related("item")
    instruments = (
        InstrumentVersion.objects.filter(instrument__key__startswith=prefix)
        .select_related("instrument")
        .prefetch_related("entries__item_version__item")
    )
    rubrics = (
        RubricVersion.objects.filter(rubric__key__startswith=prefix)
        .select_related("rubric")
        .prefetch_related("criteria__levels")
    )
    scenarios = ScenarioVersion.objects.filter(scenario__key__startswith=prefix).select_related("scenario")
    found: list[tuple[str, models.QuerySet[Any]]] = [
        ("item", items),
        ("instrument", instruments),
        ("rubric", rubrics),
        ("scenario", scenarios),
    ]
    return [definition(one, kind) for kind, versions in found for one in newest(versions, kind)]


def definitions_in_use(*, delivery_ids: Collection[int], occasion_ids: Collection[int]) -> list[Definition]:
    """The very versions of instruments and rubrics, with their keys, that these are held with, by key."""
    forms = DeliveryForm.objects.filter(delivery_id__in=delivery_ids).values("instrument_version")
    own = Delivery.objects.filter(pk__in=delivery_ids).order_by().values("instrument_version")
    instruments = (
        InstrumentVersion.objects.filter(models.Q(pk__in=own) | models.Q(pk__in=forms))
        .select_related("instrument")
        .prefetch_related("entries__item_version__item")
        .order_by("instrument__key", "number")
    )
    held = Occasion.objects.filter(pk__in=occasion_ids).order_by().values("rubric_version")
    rubrics = (
        RubricVersion.objects.filter(pk__in=held)
        .select_related("rubric")
        .prefetch_related("criteria__levels")
        .order_by("rubric__key", "number")
    )
    found: tuple[tuple[str, models.QuerySet[Any]], ...] = (("instrument", instruments), ("rubric", rubrics))
    return [definition(one, kind) for kind, versions in found for one in versions]


def definition(version: Any, kind: str) -> Definition:
    """What one version says."""
    says: dict[str, Callable[[Any], dict[str, Any]]] = {
        "item": _item,
        "instrument": _instrument,
        "rubric": _rubric,
        "scenario": _scenario,
    }
    return Definition(kind, getattr(version, kind).key, version.number, says[kind](version))


def newest(versions: models.QuerySet[Version], owner: str) -> models.QuerySet[Version]:
    """One version of each, by key: the one with the highest number."""
    last = versions.model._default_manager.filter(**{owner: models.OuterRef(owner)}).order_by("-number")
    return versions.filter(pk=models.Subquery(last.values("pk")[:1])).order_by(f"{owner}__key")


def _item(version: ItemVersion) -> dict[str, Any]:
    return {"type": version.type, "content": version.content, "topic": version.item.topic}


def _instrument(version: InstrumentVersion) -> dict[str, Any]:
    entries = sorted(version.entries.all(), key=lambda entry: entry.position)
    return {
        "title": version.title,
        "intro": version.intro,
        "minutes": version.minutes,
        "items": [{"key": one.item_version.item.key, **_item(one.item_version)} for one in entries],
    }


def _rubric(version: RubricVersion) -> dict[str, Any]:
    criteria = sorted(version.criteria.all(), key=lambda criterion: criterion.position)
    return {
        "title": version.title,
        "levels": version.levels,
        "rules": version.rules,
        "weights": version.weights,
        "instructions": version.instructions,
        "criteria": [_criterion(one) for one in criteria if not one.add_on],
        "add_ons": [_criterion(one) for one in criteria if one.add_on],
    }


def _criterion(criterion: Criterion) -> dict[str, Any]:
    levels = sorted(criterion.levels.all(), key=lambda level: level.value)
    return {
        "key": criterion.key,
        "title": criterion.title,
        "critical": criterion.critical,
        "anchors": [level.anchor for level in levels],
    }


def _scenario(version: ScenarioVersion) -> dict[str, Any]:
    return {"title": version.title, "content": version.content}
