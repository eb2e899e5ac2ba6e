"""Making versions of questions, instruments and rubrics: idempotent by content hash."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from assessments.item_types import REGISTRY
from assessments.models import (
    Criterion,
    Instrument,
    InstrumentEntry,
    InstrumentVersion,
    Item,
    ItemVersion,
    Level,
    Rubric,
    RubricVersion,
)
from assessments.rules.hashing import content_hash
from lms.core.errors import UserError

Texts = Mapping[str, str]
Version = TypeVar("Version", bound=models.Model)


def ensure_item_version(*, key: str, type: str, content: Mapping[str, Any], topic: str = "") -> ItemVersion:
    """The version of question `key` that says exactly this, made if there is none yet."""
    if type not in REGISTRY:
        raise UserError(_("There is no question type “%(type)s”.") % {"type": type}, code="unknown_type")
    if problems := REGISTRY[type].problems(content):
        raise UserError(f"{key}: {'; '.join(problems)}", code="bad_item")
    with transaction.atomic():
        item, _created = Item.objects.get_or_create(key=key)
        digest = content_hash(type=type, content=content, topic=topic)
        return _ensure(
            item.versions,
            digest,
            lambda number: item.versions.create(
                number=number, content_hash=digest, type=type, content=content, topic=topic
            ),
        )


def ensure_instrument_version(
    *, key: str, title: Texts, intro: Texts, items: Sequence[ItemVersion], minutes: int
) -> InstrumentVersion:
    """The version of instrument `key` with exactly these questions in this order."""
    digest = content_hash(
        title=title, intro=intro, minutes=minutes, items=[str(item.content_hash) for item in items]
    )
    with transaction.atomic():
        instrument, _created = Instrument.objects.get_or_create(key=key)

        def make(number: int) -> InstrumentVersion:
            version = instrument.versions.create(
                number=number, content_hash=digest, title=title, intro=intro, minutes=minutes
            )
            InstrumentEntry.objects.bulk_create(
                InstrumentEntry(version=version, item_version=item, position=position)
                for position, item in enumerate(items, start=1)
            )
            return version

        return _ensure(instrument.versions, digest, make)


def ensure_rubric_version(
    *,
    key: str,
    title: Texts,
    levels: Sequence[Mapping[str, Any]],
    criteria: Sequence[Mapping[str, Any]],
    rules: Mapping[str, Any],
) -> RubricVersion:
    """The version of rubric `key` that says exactly this.

    `levels`: `[{"value": 1, "label": {es, en}}, …]`, rising. `criteria`: `[{"key", "title": {es, en},
    "critical": bool, "anchors": [{es, en}, …]}]` with one anchor per level, in the levels' order.
    """
    for criterion in criteria:
        if len(criterion["anchors"]) != len(levels):
            raise UserError(
                _("Criterion “%(key)s” needs one behavior per level.") % {"key": criterion["key"]},
                code="bad_rubric",
            )
    digest = content_hash(title=title, levels=list(levels), criteria=list(criteria), rules=rules)
    with transaction.atomic():
        rubric, _created = Rubric.objects.get_or_create(key=key)

        def make(number: int) -> RubricVersion:
            version = rubric.versions.create(
                number=number, content_hash=digest, title=title, levels=list(levels), rules=dict(rules)
            )
            for position, criterion in enumerate(criteria, start=1):
                _add_criterion(version, position, criterion, levels)
            return version

        return _ensure(rubric.versions, digest, make)


def _add_criterion(
    version: RubricVersion, position: int, data: Mapping[str, Any], levels: Sequence[Mapping[str, Any]]
) -> None:
    criterion = Criterion.objects.create(
        rubric_version=version,
        position=position,
        key=data["key"],
        title=data["title"],
        critical=bool(data.get("critical", False)),
    )
    Level.objects.bulk_create(
        Level(criterion=criterion, value=level["value"], anchor=anchor)
        for level, anchor in zip(levels, data["anchors"], strict=True)
    )


def _ensure(versions: models.Manager[Version], digest: str, make: Callable[[int], Version]) -> Version:
    """The version with `digest`, else a new one; of two makers at once, both get the first's."""
    for tries_left in (2, 1, 0):
        if found := versions.filter(content_hash=digest).first():
            return found
        last = versions.aggregate(last=models.Max("number"))["last"] or 0
        try:
            with transaction.atomic():
                return make(last + 1)
        except IntegrityError:
            if not tries_left:
                raise
    raise AssertionError("unreachable")
