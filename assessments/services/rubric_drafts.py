"""Writing rubrics: a kept draft, changed by whoever saw its newest state, then a frozen version."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from assessments.models import Rubric, RubricDraft, RubricVersion
from assessments.rules import rubric_plans as plans
from assessments.rules.rubric_plans import CriterionPlan, RubricPlan
from assessments.services.rubrics import ensure_rubric_version, structure_hash
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

PREFIX = "rubrics"


def start_rubric(*, actor: User, title: Mapping[str, str], source: UUID | None = None) -> RubricDraft:
    """A new rubric with this title, empty or with what the newest version of rubric `source` says.

    Raises UserError: "no_title", "not_found".
    """
    if not any(words.strip() for words in title.values()):
        raise UserError(_("Please give the rubric a title."), code="no_title")
    with transaction.atomic():
        plan = RubricPlan()
        if source is not None:
            plan = plan_of(_newest(source))
        key = _fresh_key(title.get("es") or title.get("en") or "")
        return _begin(actor, key, RubricPlan(**{**_parts(plan), "title": dict(title)}))


def draft_of(*, actor: User, rubric: UUID) -> RubricDraft:
    """The draft in which a published rubric is changed: the one that stands, else one of its newest version.

    What is published stays as it is. Raises UserError: "not_found".
    """
    with transaction.atomic():
        version = _newest(rubric)
        key = version.rubric.key
        return RubricDraft.objects.filter(key=key).first() or _begin(actor, key, plan_of(version))


def write_rubric(*, actor: User, draft: UUID, plan: RubricPlan, revision: int) -> RubricDraft:
    """Keep a plan in the place of the one of `revision`. Raises UserError: "not_found", "stale"."""
    with transaction.atomic():
        held = _held(draft, revision)
        content = plans.keyed(plan, slugify).to_json()
        if RubricPlan.from_json(content) != RubricPlan.from_json(held.content):
            held.content, held.revision = content, held.revision + 1
            held.edited_at, held.edited_by = clock.now(), actor
            held.save(update_fields=["content", "revision", "edited_at", "edited_by"])
            audit.record(
                actor=actor, action="assessments.write_rubric_draft", target=held, revision=held.revision
            )
    return held


def discard_rubric(*, actor: User, draft: UUID) -> None:
    """Throw a draft away; what was published stays. Raises UserError: "not_found"."""
    with transaction.atomic():
        held = _held(draft)
        audit.record(actor=actor, action="assessments.discard_rubric_draft", target=held, key=held.key)
        held.delete()


def publish_rubric(*, actor: User, draft: UUID, revision: int) -> RubricVersion:
    """Make a draft a version that never changes; role-plays keep the version that they have.

    Raises UserError: "not_found", "stale", "faults" where something is missing, "bad_rubric".
    """
    with transaction.atomic():
        held = _held(draft, revision)
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


def _parts(plan: RubricPlan) -> dict[str, Any]:
    names = ("instructions", "labels", "criteria", "add_ons", "rules")
    return {name: getattr(plan, name) for name in names}


def _criterion(one: CriterionPlan) -> dict[str, Any]:
    return {
        "key": one.key,
        "title": dict(one.title),
        "critical": one.critical,
        "anchors": [dict(anchor) for anchor in one.anchors],
    }


def _begin(actor: User, key: str, plan: RubricPlan) -> RubricDraft:
    draft = RubricDraft.objects.create(
        key=key, content=plan.to_json(), edited_at=clock.now(), edited_by=actor
    )
    audit.record(actor=actor, action="assessments.start_rubric_draft", target=draft, key=key)
    return draft


def _newest(rubric: UUID) -> RubricVersion:
    found = RubricVersion.objects.filter(rubric__uuid=rubric).select_related("rubric")
    version = found.order_by("-number").first()
    if version is None or len(version.levels) != len(plans.LEVELS):
        raise _gone()
    return version


def _fresh_key(title: str) -> str:
    stem = f"{PREFIX}/{slugify(title)[:60] or 'rubric'}"
    taken = set(Rubric.objects.filter(key__startswith=stem).values_list("key", flat=True))
    taken |= set(RubricDraft.objects.filter(key__startswith=stem).values_list("key", flat=True))
    keys = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
    return next(key for key in keys if key not in taken)


def _held(draft: UUID, revision: int | None = None) -> RubricDraft:
    held = RubricDraft.objects.select_for_update(of=("self",)).filter(uuid=draft).first()
    if held is None:
        raise _gone()
    if revision is not None and held.revision != revision:
        raise UserError(
            _("Somebody else changed this rubric meanwhile. What you entered is below and is not kept yet."),
            code="stale",
        )
    return held


def _gone() -> UserError:
    return UserError(_("There is no such rubric being written any more."), code="not_found")
