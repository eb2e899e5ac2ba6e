"""Role-plays as those read about them who answer for them: facts for reports, without a sheet's words."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, F, Max, Min, OuterRef
from django.urls import reverse

from assessments import registries
from assessments.data import CaseFact, CriterionInfo, IncidentFact, LedOccasion, PlayedFact
from assessments.enums import CaseState, DayState, IncidentKind
from assessments.models import Incident, Moderation, Occasion, RatingCase, Round, Slot
from assessments.rules.competence import CompetenceRules
from assessments.selectors.occasions import criteria_of, occasion_by_uuid
from lms.accounts.models import User


def led_occasion(actor: User, uuid: UUID) -> LedOccasion | None:
    """The occasion for whoever may release its results; None for everybody else."""
    found = occasion_by_uuid(uuid)
    if found is None or not registries.may_release(actor, found):
        return None
    return _info(found)


def rated_occasions(occasion_ids: Collection[int]) -> list[LedOccasion]:
    """Some occasions with what they are rated on, by when they are held; who may is for callers."""
    rows = (
        Occasion.objects.filter(pk__in=occasion_ids)
        .select_related("rubric_version__rubric")
        .prefetch_related("rubric_version__criteria")
        .order_by(F("held_at").asc(nulls_last=True), "pk")
    )
    return [_info(one) for one in rows]


def _info(found: Occasion) -> LedOccasion:
    rules = CompetenceRules.from_json(found.rubric_version.rules)
    rule = registries.result_rule(found)
    people = registries.people_of(found).ratees
    return LedOccasion(
        id=found.pk,
        uuid=found.uuid,
        title=found.title,
        mode=found.mode,
        held_at=found.held_at,
        criteria=tuple(CriterionInfo(one.key, one.title, one.critical) for one in criteria_of(found)),
        pass_mean=rules.pass_mean,
        grey_zone=max(rules.grey_zone, rule.grey_zone if rule else 0),
        ratee_ids=frozenset(people.order_by().values_list("pk", flat=True)),
        rubric=found.rubric_version.rubric.key,
        url=reverse("rating_list", args=[found.uuid]),
    )


def case_facts(*, occasion_ids: Collection[int]) -> list[CaseFact]:
    """Every case of the occasions, by occasion and person, in one query."""
    settled = Moderation.objects.filter(case=OuterRef("pk")).exclude(outcome="").order_by()
    rows = (
        RatingCase.objects.filter(occasion_id__in=occasion_ids)
        .select_related("appeal")
        .annotate(moderated=Exists(settled))
        .order_by("occasion_id", "ratee_id")
    )
    return [
        CaseFact(
            id=one.pk,
            occasion_id=one.occasion_id,
            subject_id=one.ratee_id,
            state=one.state,
            state_words=CaseState(one.state).label,
            released_at=one.released_at,
            moderated=one.moderated,
            objection=_objection(one),
        )
        for one in rows
    ]


def played_facts(*, occasion_ids: Collection[int]) -> list[PlayedFact]:
    """Every case that was played on an exam day, in the order of the clock; two queries."""
    rows = (
        Slot.objects.filter(case__occasion_id__in=occasion_ids, outcome="")
        .exclude(day__state=DayState.PLAN)
        .select_related("day", "room", "round", "case__scenario_version")
        .order_by("day__starts_at", "day_id", "round__number", "room__position", "pk")
    )
    slots = list(rows)
    middle = dict(
        Round.objects.filter(day__in={one.day_id for one in slots}, is_rest=False)
        .order_by()
        .values_list("day_id")
        .annotate(middle=(Min("number") + Max("number")) / 2.0)
    )
    return [
        PlayedFact(
            case_id=one.case_id,
            occasion_id=one.case.occasion_id,
            subject_id=one.case.ratee_id,
            day=one.day.name,
            room=one.room.name,
            scenario=one.case.scenario_version.title if one.case.scenario_version else {},
            half=1 if one.round.number <= middle[one.day_id] else 2,
        )
        for one in slots
    ]


def incident_facts(*, occasion_ids: Collection[int]) -> list[IncidentFact]:
    """What was reported from rooms about the occasions' cases, calls for help apart, in order; one query."""
    rows = (
        Incident.objects.filter(case__occasion_id__in=occasion_ids)
        .exclude(kind=IncidentKind.HELP)
        .select_related("case")
        .order_by("reported_at", "pk")
    )
    return [
        IncidentFact(
            subject_id=one.case.ratee_id if one.case else None,
            kind_words=IncidentKind(one.kind).label,
            reported_at=one.reported_at,
            text=one.text,
            resolution=one.resolution,
            is_open=one.is_open,
        )
        for one in rows
    ]


def _objection(case: RatingCase) -> str:
    appeal = getattr(case, "appeal", None)
    if appeal is None:
        return ""
    return "decided" if appeal.decided_at else "open"
