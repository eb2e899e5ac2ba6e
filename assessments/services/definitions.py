"""Making versions of rubrics: idempotent by content hash."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Criterion, Level, Rubric, RubricVersion
from assessments.rules.hashing import content_hash
from assessments.services.versions import ensure_version
from lms.core.errors import UserError

Texts = Mapping[str, str]


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

        return ensure_version(rubric.versions, digest, make)


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
