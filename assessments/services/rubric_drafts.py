"""Writing rubrics: a kept draft, changed by whoever saw its newest state, then a frozen version."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Rubric, RubricDraft, RubricVersion
from assessments.rules import rubric_plans as plans
from assessments.rules.rubric_plans import CriterionPlan, RubricPlan
from assessments.services.plan_drafts import DraftKind
from assessments.services.rubrics import ensure_rubric_version, structure_hash
from lms.accounts.models import User
from lms.core import audit
from lms.core.errors import UserError

RUBRICS = DraftKind(
    model=RubricDraft,
    published=Rubric,
    name="rubric",
    read=RubricPlan.from_json,
    prefix="rubrics",
    word="rubric",
    no_title=gettext_lazy("Please give the rubric a title."),
    gone=gettext_lazy("There is no such rubric being written any more."),
    stale=gettext_lazy(
        "Somebody else changed this rubric meanwhile. What you entered is below and is not kept yet."
    ),
)


def start_rubric(*, actor: User, title: Mapping[str, str], source: UUID | None = None) -> RubricDraft:
    """A new rubric with this title, empty or with what the newest version of rubric `source` says.

    Raises UserError: "no_title", "not_found".
    """
    with transaction.atomic():
        key = RUBRICS.fresh_key(title)
        plan = RubricPlan() if source is None else plan_of(_newest(source))
        titled = replace(plan, title=dict(title))
        return RUBRICS.begin(actor=actor, key=key, content=titled.to_json())


def draft_of(*, actor: User, rubric: UUID) -> RubricDraft:
    """The draft in which a published rubric is changed: the one that stands, else one of its newest version.

    What is published stays as it is. Raises UserError: "not_found".
    """
    with transaction.atomic():
        version = _newest(rubric)
        key = version.rubric.key
        standing = RUBRICS.of_key(key)
        return standing or RUBRICS.begin(actor=actor, key=key, content=plan_of(version).to_json())


def write_rubric(*, actor: User, draft: UUID, plan: RubricPlan, revision: int) -> RubricDraft:
    """Keep a plan in the place of the one of `revision`. Raises UserError: "not_found", "stale"."""
    content = plans.keyed(plan, slugify).to_json()
    return RUBRICS.write(actor=actor, draft=draft, content=content, revision=revision)


def publish_rubric(*, actor: User, draft: UUID, revision: int) -> RubricVersion:
    """Make a draft a version that never changes; role-plays keep the version that they have.

    Raises UserError: "not_found", "stale", "faults" where something is missing, "bad_rubric".
    """
    with transaction.atomic():
        held = RUBRICS.held(draft, revision)
        plan = RubricPlan.from_json(held.content)
        if plans.faults(plan):
            raise UserError(
                _("It cannot be published yet: see what is missing. Nothing was changed."), code="faults"
            )
        version = ensure_rubric_version(key=held.key, **said(plan))
        audit.record(
            actor=actor,
            action="assessments.publish_rubric",
            target=version,
            key=held.key,
            number=version.number,
        )
        held.delete()
    return version


def said(plan: RubricPlan) -> dict[str, Any]:
    """A plan as `ensure_rubric_version` takes it."""
    weights = {one.key: one.weight for one in plan.all_criteria if one.weight not in (None, 1.0)}
    return {
        "title": dict(plan.title),
        "levels": [
            {"value": value, "label": dict(label)}
            for value, label in zip(plans.LEVELS, plan.labels, strict=True)
        ],
        "criteria": [_criterion(one) for one in plan.criteria],
        "add_ons": [_criterion(one) for one in plan.add_ons],
        "rules": dict(plan.rules),
        "weights": weights,
        "instructions": dict(plan.instructions) if any(plan.instructions.values()) else {},
    }


def compares_with(plan: RubricPlan, version: RubricVersion) -> bool:
    """Whether ratings by `version` and by the plan may be put together: only words differ."""
    parts = said(plan)
    bones = structure_hash(
        parts["levels"], parts["criteria"], parts["add_ons"], parts["rules"], parts["weights"]
    )
    return bones == version.structure_hash


def plan_of(version: RubricVersion) -> RubricPlan:
    """A published version as a plan. Its criteria and levels are read."""
    criteria = list(version.criteria.order_by("position").prefetch_related("levels"))

    def planned(add_on: bool) -> tuple[CriterionPlan, ...]:
        return tuple(
            CriterionPlan(
                key=one.key,
                title=_both(one.title),
                critical=one.critical,
                weight=version.weights.get(one.key),
                anchors=tuple(_both(level.anchor) for level in sorted(one.levels.all(), key=_value)),
            )
            for one in criteria
            if one.add_on is add_on
        )

    return RubricPlan(
        title=_both(version.title),
        instructions=_both(version.instructions),
        labels=tuple(_both(level["label"]) for level in version.levels),
        criteria=planned(add_on=False),
        add_ons=planned(add_on=True),
        rules=version.rules,
    )


def newest_of(key: str) -> RubricVersion | None:
    """The newest published version of a rubric."""
    return RubricVersion.objects.filter(rubric__key=key).order_by("-number").first()


def _value(level: Any) -> int:
    return int(level.value)


def _both(text: Mapping[str, str]) -> dict[str, str]:
    return {**plans.no_text(), **text}


def _criterion(one: CriterionPlan) -> dict[str, Any]:
    return {
        "key": one.key,
        "title": dict(one.title),
        "critical": one.critical,
        "anchors": [dict(anchor) for anchor in one.anchors],
    }


def _newest(rubric: UUID) -> RubricVersion:
    found = RubricVersion.objects.filter(rubric__uuid=rubric).select_related("rubric")
    version = found.order_by("-number").first()
    if version is None or len(version.levels) != len(plans.LEVELS):
        raise RUBRICS.is_gone()
    return version
