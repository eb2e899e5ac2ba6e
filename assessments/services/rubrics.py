"""Making versions of rubrics: idempotent by content hash."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Criterion, Level, Rubric, RubricVersion
from assessments.rules.competence import NOT_OBSERVED_RULES, CompetenceRules
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
    weights: Mapping[str, float] | None = None,
    add_ons: Sequence[Mapping[str, Any]] = (),
    instructions: Texts | None = None,
) -> RubricVersion:
    """The version of rubric `key` that says exactly this.

    `levels`: `[{"value": 1, "label": {es, en}}, …]`, rising. `criteria`: `[{"key", "title": {es, en},
    "critical": bool, "anchors": [{es, en}, …]}]` with one anchor per level, in the levels' order;
    `add_ons` likewise, used only with scenarios that name them. `weights`: {criterion: weight above
    zero}, 1 where nothing is said.
    """
    weights, instructions = dict(weights or {}), dict(instructions or {})
    _check(levels, [*criteria, *add_ons], rules, weights)
    digest = content_hash(
        title=title,
        levels=list(levels),
        criteria=list(criteria),
        rules=rules,
        weights=weights,
        add_ons=list(add_ons),
        instructions=instructions,
    )
    with transaction.atomic():
        rubric, _created = Rubric.objects.get_or_create(key=key)

        def make(number: int) -> RubricVersion:
            version = rubric.versions.create(
                number=number,
                content_hash=digest,
                structure_hash=structure_hash(levels, criteria, add_ons, rules, weights),
                title=title,
                levels=list(levels),
                rules=dict(rules),
                weights=weights,
                instructions=instructions,
            )
            marked = [(one, False) for one in criteria] + [(one, True) for one in add_ons]
            for position, (criterion, add_on) in enumerate(marked, start=1):
                _add_criterion(version, position, criterion, levels, add_on=add_on)
            return version

        return ensure_version(rubric.versions, digest, make)


def structure_hash(
    levels: Sequence[Mapping[str, Any]],
    criteria: Sequence[Mapping[str, Any]],
    add_ons: Sequence[Mapping[str, Any]],
    rules: Mapping[str, Any],
    weights: Mapping[str, float],
) -> str:
    """The fingerprint of what decides, without the wording: ratings on two versions that share it may
    be put together."""

    def bones(parts: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
        return [[one["key"], bool(one.get("critical", False))] for one in parts]

    return content_hash(
        levels=[level["value"] for level in levels],
        criteria=bones(criteria),
        add_ons=bones(add_ons),
        rules=rules,
        weights=weights,
    )


def _check(
    levels: Sequence[Mapping[str, Any]],
    criteria: Sequence[Mapping[str, Any]],
    rules: Mapping[str, Any],
    weights: Mapping[str, float],
) -> None:
    for criterion in criteria:
        if len(criterion["anchors"]) != len(levels):
            raise UserError(
                _("Criterion “%(key)s” needs one behavior per level.") % {"key": criterion["key"]},
                code="bad_rubric",
            )
    keys = [criterion["key"] for criterion in criteria]
    if len(set(keys)) != len(keys):
        raise UserError(_("Two criteria of the rubric have the same key."), code="bad_rubric")
    if not weights.keys() <= set(keys) or not all(weight > 0 for weight in weights.values()):
        raise UserError(_("A weight belongs to a criterion and is above zero."), code="bad_rubric")
    if CompetenceRules.from_json(rules).not_observed not in NOT_OBSERVED_RULES:
        raise UserError(_("There is no such rule for what was not observed."), code="bad_rubric")


def _add_criterion(
    version: RubricVersion,
    position: int,
    data: Mapping[str, Any],
    levels: Sequence[Mapping[str, Any]],
    *,
    add_on: bool,
) -> None:
    criterion = Criterion.objects.create(
        rubric_version=version,
        position=position,
        key=data["key"],
        title=data["title"],
        critical=bool(data.get("critical", False)),
        add_on=add_on,
    )
    Level.objects.bulk_create(
        Level(criterion=criterion, value=level["value"], anchor=anchor)
        for level, anchor in zip(levels, data["anchors"], strict=True)
    )
