"""A test as somebody would meet it who starts it now: laid out, and stored nowhere."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assessments.models import Attempt, AttemptItem, Delivery, InstrumentEntry, InstrumentVersion, ItemVersion
from assessments.rules.instrument_plans import Plan
from assessments.rules.papers import Asked, Offered, Part, lay_out
from assessments.selectors.papers import parts_of
from assessments.selectors.plan_items import PlanItem
from assessments.selectors.sittings import Place, Sitting


def preview_of_plan(plan: Plan, label: str, items: Mapping[str, PlanItem]) -> Sitting:
    """A sitting of one form of a plan; what is gone from the bank is left out.

    Raises DrawError where a section cannot be filled.
    """
    parts = [
        Part(
            [_offered(items[one.item], one.points) for one in section.of(label) if one.item in items],
            section.draw,
            section.rule,
        )
        for section in plan.sections
        if section.of(label)
    ]
    versions = {one.version.pk: one.version for one in items.values()}
    return _sitting(plan.purpose, lay_out(parts, seed=1, shuffle=False), versions)


def paper_of(version: InstrumentVersion, *, edition: int, purpose: str = "pre_test") -> Sitting:
    """A published version in its written order; `edition` decides what is drawn, the same for ever.

    So a question that was retired since is drawn too: what is printed must be what is typed in weeks later.
    Raises DrawError where a section cannot be filled. One query, and one more where tags decide.
    """
    entries = list(
        InstrumentEntry.objects.filter(version=version)
        .select_related("item_version__item", "section")
        .order_by("position")
    )
    versions = {one.item_version_id: one.item_version for one in entries}
    parts = [
        replace(part, offered=[replace(one, drawable=True) for one in part.offered])
        for part in parts_of(entries)
    ]
    return _sitting(purpose, lay_out(parts, seed=edition, shuffle=False), versions)


def _offered(one: PlanItem, points: float | None) -> Offered:
    return Offered(
        id=one.version.pk,
        name=str(one.version.uuid),
        type=one.version.type,
        content=one.version.content,
        points=one.worth if points is None else points,
        topic=one.item.topic,
        drawable=one.is_approved,
        tags=one.tags,
    )


def _sitting(purpose: str, paper: Sequence[Asked], versions: Mapping[int, ItemVersion]) -> Sitting:
    places = [
        Place(
            AttemptItem(
                position=position,
                item_version=versions[one.id],  # type: ignore[index]
                option_order=one.option_order,
                topic=one.topic,
                points=one.points,
            )
        )
        for position, one in enumerate(paper, start=1)
    ]
    return Sitting(Attempt(delivery=Delivery(purpose=purpose)), places)
