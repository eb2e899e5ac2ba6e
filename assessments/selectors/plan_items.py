"""The questions of a plan as the bank has them, and what the checks find in it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from assessments.enums import ItemStatus, Purpose, TagKind
from assessments.item_types import REGISTRY
from assessments.models import Item, ItemVersion
from assessments.rules.instrument_checks import CheckedItem, Finding, findings
from assessments.rules.instrument_plans import Plan
from assessments.selectors.enemies import enemy_pairs
from assessments.selectors.measured import measured_items

APPROVED = ItemStatus.REVIEWED


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A question in its newest version, with its tags as (kind, value)."""

    uuid: str
    version: ItemVersion
    tags: frozenset[tuple[str, str]]

    @property
    def item(self) -> Item:
        return self.version.item

    @property
    def is_approved(self) -> bool:
        return self.item.status == APPROVED

    @property
    def module(self) -> str:
        """Its module, else its topic; "" where it has neither."""
        return self.values(TagKind.MODULE)[0] if self.values(TagKind.MODULE) else self.item.topic

    @property
    def worth(self) -> float:
        """What its type gives for a perfect answer."""
        return REGISTRY[self.version.type].max_mark(self.version.content)

    def values(self, kind: str) -> list[str]:
        """Its tags of one kind."""
        return sorted(value for of, value in self.tags if of == kind)


def newest_versions() -> QuerySet[ItemVersion]:
    """The newest version of each question, with the question."""
    last = ItemVersion.objects.filter(item=OuterRef("item")).order_by("-number")
    return ItemVersion.objects.filter(pk=Subquery(last.values("pk")[:1])).select_related("item")


def approved_items() -> QuerySet[ItemVersion]:
    """What a test may ask: the newest versions of approved questions."""
    return newest_versions().filter(item__status=APPROVED)


def plan_items(uuids: Collection[str]) -> dict[str, PlanItem]:
    """Questions by uuid; one that is gone, or has no version, is left out. Two queries."""
    return {one.uuid: one for one in in_plans(newest_versions().filter(item__uuid__in=uuids))}


def in_plans(versions: Iterable[ItemVersion]) -> list[PlanItem]:
    """Versions with their questions' tags; a query set costs one query more."""
    if isinstance(versions, QuerySet):
        versions = versions.prefetch_related("item__tags")
    return [
        PlanItem(str(one.item.uuid), one, frozenset((tag.kind, tag.value) for tag in one.item.tags.all()))
        for one in versions
    ]


def plan_versions(plan: Plan) -> dict[str, ItemVersion]:
    """The version of each question that publishing the plan now would ask, by the question's uuid."""
    return {uuid: one.version for uuid, one in plan_items(plan.items()).items()}


def faults_of(plan: Plan, items: dict[str, PlanItem] | None = None) -> list[Finding]:
    """What the checks find in the plan as the bank stands now.

    One query, two more without `items`, one more for practice.
    """
    known = plan_items(plan.items()) if items is None else items
    by_pk = {one.item.pk: uuid for uuid, one in known.items()}
    enemies = {frozenset((by_pk[low], by_pk[high])) for low, high in enemy_pairs(by_pk.keys())}
    measured: Collection[str] = ()
    if plan.purpose == Purpose.PRACTICE and by_pk:
        found = measured_items().filter(pk__in=by_pk).values_list("pk", flat=True)
        measured = [by_pk[pk] for pk in found]
    return findings(plan, {uuid: checked(one) for uuid, one in known.items()}, enemies, measured)


def checked(one: PlanItem) -> CheckedItem:
    """A question as the checks read it."""
    return CheckedItem(
        name=one.item.key,
        type=one.version.type,
        content=one.version.content,
        approved=one.is_approved,
        module=one.module,
        tags=one.tags,
    )
