"""Cohorts, as far as somebody may see them."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce

from assessments.rules.results import ResultRule
from courses.data import CohortInfo
from courses.models import Cohort, CohortStep, CohortTrainer, Enrollment
from courses.step_kinds import kind_of
from lms.accounts.api import has_role, managed_center_ids
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core.composed import Composed

SEE_ALL = (Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)


def all_cohorts() -> QuerySet[Cohort]:
    """Every cohort, newest first, for whoever runs the server."""
    return Cohort.objects.select_related("course").order_by("-starts_on", "id")


def cohorts_for(actor: User) -> QuerySet[Cohort]:
    """The cohorts that the person trains, manages people of, or answers for; newest first."""
    if has_role(actor, *SEE_ALL):
        return all_cohorts()
    mine = Q(pk__in=())
    if has_role(actor, Role.TRAINER):
        mine |= Q(pk__in=CohortTrainer.objects.filter(user=actor).values("cohort_id"))
    if centers := managed_center_ids(actor):
        mine |= Q(pk__in=Cohort.centers.through.objects.filter(center_id__in=centers).values("cohort_id"))
        mine |= Q(pk__in=Enrollment.objects.filter(center_id__in=centers).values("cohort_id"))
    return all_cohorts().filter(mine)


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do in a cohort. Centers are ids; None is "all", empty is "none".

    `roster`: whose people they may bring in; `seen`: whose people they see by name.
    """

    manages: bool
    trains: bool
    sees_scores: bool
    roster: frozenset[int] | None
    seen: frozenset[int] | None

    @property
    def sees_names(self) -> bool:
        return self.seen is None or bool(self.seen)

    @property
    def may_add(self) -> bool:
        return self.roster is None or bool(self.roster)

    @property
    def may_schedule(self) -> bool:
        return self.manages or self.trains


class Seen(Protocol):
    """A cohort as `cohort_for` gives it: whether its viewer is named there, how many centers take part."""

    viewer_trains: bool
    center_count: int
    centers: Any


def cohort_for(actor: User, uuid: UUID) -> Cohort | None:
    """A cohort that the person may see, with the facts of `Seen`."""
    named = CohortTrainer.objects.filter(cohort=OuterRef("pk"), user=actor)
    centers = Cohort.centers.through.objects.filter(cohort_id=OuterRef("pk")).order_by()
    count = centers.values("cohort_id").values_list(Count("pk"))
    rows = cohorts_for(actor).annotate(
        viewer_trains=Exists(named.order_by()),
        center_count=Coalesce(Subquery(count, output_field=IntegerField()), 0),
    )
    return rows.filter(uuid=uuid).first()


def rights(actor: User, cohort: Seen) -> Rights:
    """What the person may do in a cohort that `cohort_for` gave."""
    manages, own = may_manage(actor), frozenset(managed_center_ids(actor))
    trains = has_role(actor, Role.TRAINER) and cohort.viewer_trains
    roster: frozenset[int] | None = None
    if not manages:
        roster = frozenset(cohort.centers.filter(pk__in=own).values_list("pk", flat=True)) if own else own
    return Rights(
        manages=manages,
        trains=trains,
        sees_scores=trains or (settings.MANAGERS_SEE_INDIVIDUAL_SCORES and bool(own)),
        roster=roster,
        seen=None if trains or has_role(actor, Role.ADMINISTRATOR) else own,
    )


def is_trainer(user: User, cohort: Cohort) -> bool:
    """Whether the person trains this cohort: holds the role, and is named there."""
    return has_role(user, Role.TRAINER) and CohortTrainer.objects.filter(cohort=cohort, user=user).exists()


def may_manage(actor: User) -> bool:
    """Whether the person may set up and change cohorts."""
    return has_role(actor, *SEE_ALL)


def roster_centers(actor: User, cohort: Cohort) -> set[int] | None:
    """The centers whose people the person may bring into the cohort; None is "all", empty is "none"."""
    if may_manage(actor):
        return None
    own = managed_center_ids(actor)
    return own & set(cohort.centers.values_list("id", flat=True)) if own else set()


def visible_centers(actor: User, cohort: Cohort) -> set[int] | None:
    """The centers whose people's certificates the person issues and reads; None is "all"."""
    if may_manage(actor) or is_trainer(actor, cohort):
        return None
    return managed_center_ids(actor)


def named_centers(actor: User, cohort: Cohort) -> set[int] | None:
    """The centers whose people the person sees by name in the cohort; None is "all".

    Whoever runs the program needs counts: without a role in the cohort itself they see no names.
    """
    if has_role(actor, Role.ADMINISTRATOR) or is_trainer(actor, cohort):
        return None
    return managed_center_ids(actor)


class _Held(NamedTuple):
    """What the steps of a cohort hold, as `CohortInfo` has it."""

    deliveries: dict[str, tuple[int, ...]]
    occasions: dict[str, tuple[int, ...]]
    supervisors: list[int]


# What `CohortInfo` takes from a cohort's row, by its own name.
_FACTS = {
    "id": "pk",
    "uuid": "uuid",
    "name": "name",
    "code": "code",
    "course_key": "course__uuid",
    "course_title": "course_title",
    "starts_on": "starts_on",
    "ends_on": "ends_on",
    "time_zone": "time_zone",
    "is_simulated": "is_simulated",
    "pass_mark": "pass_mark",
    "improved_items": "improved_items",
    "hours": "hours",
    "modality": "modality",
    "role_plays": "result_rule",
}
_JSON = _TITLE, _RULE = tuple(list(_FACTS).index(name) for name in ("course_title", "role_plays"))
_read_facts = attrgetter(*(name.replace("__", ".") for name in _FACTS.values()))


def cohort_infos(
    cohorts: QuerySet[Cohort] | Iterable[Cohort], *, with_people: bool = True
) -> dict[int, CohortInfo]:
    """The cohorts as other apps need them, by id; four queries however many there are.

    Without `with_people`, centers and trainers are left empty, and two queries are enough. Thousands come
    best as a query: their rows are then read as plain values.
    """
    rows = _read(_plain(cohorts)) if isinstance(cohorts, QuerySet) else [_facts(one) for one in cohorts]
    ids = [row[0] for row in rows]
    held = _held_in(_holding(_within(cohorts, ids)))
    centers: dict[int, set[int]] = defaultdict(set)
    trainers: dict[int, set[int]] = defaultdict(set)
    if with_people:
        of_centers = Cohort.centers.through.objects.filter(cohort_id__in=ids)
        for cohort_id, center_id in of_centers.values_list("cohort_id", "center_id"):
            centers[cohort_id].add(center_id)
        links = CohortTrainer.objects.filter(cohort_id__in=ids)
        for cohort_id, user_id in links.values_list("cohort_id", "user_id"):
            trainers[cohort_id].add(user_id)
    return {
        row[0]: _info(row, held[row[0]], frozenset(centers[row[0]]), frozenset(trainers[row[0]]))
        for row in rows
    }


def _facts(cohort: Cohort) -> list[Any]:
    """What `CohortInfo` takes from a cohort, in the order of `_FACTS`."""
    facts = list(_read_facts(cohort))
    facts[_RULE] = ResultRule.from_json(facts[_RULE]).scenarios
    return facts


def _plain(cohorts: QuerySet[Cohort]) -> QuerySet[Cohort, Any]:
    """The same of many, without a cohort as an object, with its JSON as the text that it is."""
    names = (Cast(name, TextField()) if at in _JSON else name for at, name in enumerate(_FACTS.values()))
    return cohorts.select_related(None).values_list(*names)


def _read(plain: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """What `_plain` gave; what most of them share in JSON is read once each."""
    title = cache(json.loads)

    @cache
    def scenarios(rule: str) -> int:
        return ResultRule.from_json(json.loads(rule)).scenarios

    read = {_TITLE: title, _RULE: scenarios}
    rows = [list(row) for row in plain]
    for row in rows:
        for at, value_of in read.items():
            row[at] = value_of(row[at])
    return rows


_OF_CENTERS = Composed(
    lambda centers: _plain(
        all_cohorts().filter(pk__in=Enrollment.objects.filter(center_id__in=centers).values("cohort_id"))
    )
)


def infos_of_centers(center_ids: Collection[int]) -> dict[int, CohortInfo]:
    """The cohorts in which people of some centers are enrolled, without their people; two queries."""
    rows = _read(_OF_CENTERS(centers=list(center_ids)))
    held = _held_in(_HELD_BY(cohorts=[row[0] for row in rows]))
    return {row[0]: _info(row, held[row[0]], frozenset(), frozenset()) for row in rows}


def _within(cohorts: Any, ids: list[int]) -> list[int] | QuerySet[Cohort, Any]:
    """The ids for a condition: of a whole query itself, since thousands of ids in a statement take longer."""
    if not isinstance(cohorts, QuerySet) or cohorts.query.is_sliced:
        return ids
    return cohorts.order_by().values("pk")


def cohort_infos_by_id(cohort_ids: Collection[int]) -> dict[int, CohortInfo]:
    """The same, for whoever holds ids; it limits nothing, so the caller must have."""
    return cohort_infos(Cohort.objects.filter(pk__in=cohort_ids).order_by("pk"))


def _holding(cohort_ids: Collection[int] | QuerySet[Cohort, Any]) -> QuerySet[CohortStep, Any]:
    rows = CohortStep.objects.filter(cohort_id__in=cohort_ids).order_by("cohort_id", "position", "id")
    return rows.exclude(delivery=None, occasion=None, supervisor=None).values_list(*_HELD)


_HELD_BY = Composed(lambda cohorts: _holding(cohorts))
_HELD = ("cohort_id", "kind", "mode", "delivery_id", "occasion_id", "supervisor_id")


def info_of(cohort: Cohort, steps: Iterable[CohortStep]) -> CohortInfo:
    """The same of a cohort whose course and steps, in order, are at hand; without its people."""
    held = _held_in(attrgetter(*_HELD)(one) for one in steps)
    return _info(_facts(cohort), held[cohort.pk], frozenset(), frozenset())


def _held_in(steps: Iterable[Sequence[Any]]) -> dict[int, _Held]:
    held: dict[int, _Held] = defaultdict(lambda: _Held({}, {}, []))
    for cohort_id, kind, mode, delivery, occasion, supervisor in steps:
        deliveries, occasions, supervisors = held[cohort_id]
        if delivery is not None:
            moment = kind_of(kind).measures
            deliveries[moment] = (*deliveries.get(moment, ()), delivery)
        if occasion is not None:
            occasions[mode] = (*occasions.get(mode, ()), occasion)
        if supervisor is not None:
            supervisors.append(supervisor)
    return held


def _info(row: Sequence[Any], held: _Held, centers: frozenset[int], trainers: frozenset[int]) -> CohortInfo:
    return CohortInfo(
        **dict(zip(_FACTS, row, strict=True)),
        center_ids=centers,
        trainer_ids=trainers,
        deliveries=held.deliveries,
        occasions=held.occasions,
        supervisors=tuple(held.supervisors),
    )
