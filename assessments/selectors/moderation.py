"""A case that is talked over: why, what each assessor wrote alone, and what was settled."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from assessments import registries
from assessments.enums import DECIDING_KINDS, IncidentKind, IncidentState, RatingStatus
from assessments.models import (
    Assignment,
    Incident,
    Moderation,
    ModerationNote,
    Occasion,
    PaperSheet,
    Rating,
    RatingCase,
)
from assessments.rules import rating_cases as rules
from assessments.rules.competence import Outcome
from assessments.rules.moderation import Sheet, Trigger, triggers
from assessments.selectors.comparison import Cell, Comparison, CriterionLine, compared, compared_all
from assessments.selectors.occasions import criteria_of
from assessments.selectors.ratings import outcome_on
from lms.accounts.models import User
from lms.core.models import AuditEvent

LOOKED = "assessments.read_sheets"


def due(occasion: Occasion, subject_ids: Collection[int]) -> dict[int, dict[Trigger, tuple[str, ...]]]:
    """Why the people's cases have to be talked over, by the sheets that stand; who is not in it need not.

    The occasion's rubric must be prefetched (`occasion_by_uuid`).
    """
    found = compared_all(occasion=occasion, subject_ids=subject_ids)
    troubled = with_open_incident(occasion, subject_ids)
    return {
        person: why
        for person, one in found.items()
        if (why := triggers_of(occasion, one, incident=person in troubled))
    }


def with_open_incident(occasion: Occasion, subject_ids: Collection[int]) -> set[int]:
    """Of these people those in whose room something happened that nobody has settled; help is no incident."""
    rows = Incident.objects.filter(
        case__occasion=occasion, case__ratee__in=subject_ids, state=IncidentState.OPEN
    ).exclude(kind=IncidentKind.HELP)
    return set(rows.values_list("case__ratee_id", flat=True))


def triggers_of(
    occasion: Occasion, comparison: Comparison, *, incident: bool = False
) -> dict[Trigger, tuple[str, ...]]:
    """The same from sheets at hand; what a third assessor said is no reason to talk."""
    sheets = [
        Sheet(column.scores, column.rating.judgment, column.outcome)
        for column in comparison.columns
        if not column.rating.assignment.third
    ]
    critical = frozenset(one.key for one in criteria_of(occasion) if one.critical)
    return triggers(sheets, critical=critical, rules=comparison.rules, incident=incident)


def with_drafts(cases: Collection[RatingCase]) -> set[int]:
    """The cases, by id, of which somebody began a sheet and has not sent it."""
    drafts = Rating.objects.current().filter(
        assignment__case__in=cases, assignment__kind__in=sorted(DECIDING_KINDS), status=RatingStatus.DRAFT
    )
    return set(drafts.values_list("assignment__case_id", flat=True))


@dataclass(frozen=True)
class Talk:
    """The talk about one case as one of its people meets it."""

    occasion: Occasion
    case: RatingCase
    assignments: list[Assignment]
    notes: Mapping[int, ModerationNote]
    rounds: list[Moderation]
    comparison: Comparison

    @cached_property
    def parties(self) -> list[User]:
        """Whose sheets are talked over."""
        sent = {column.rating.assignment.assessor_id for column in self.comparison.columns}
        return [one.assessor for one in self.assignments if one.assessor_id in sent and not one.third]

    @cached_property
    def third(self) -> Assignment | None:
        return next((one for one in self.assignments if one.third), None)

    @property
    def third_person(self) -> User | None:
        return self.third.assessor if self.third else None

    @cached_property
    def triggers(self) -> dict[Trigger, tuple[str, ...]]:
        incident = bool(with_open_incident(self.occasion, [self.case.ratee_id]))
        return triggers_of(self.occasion, self.comparison, incident=incident)

    @property
    def all_wrote(self) -> bool:
        """Whether each has said alone why: from then on everybody reads everything."""
        return all(one.pk in self.notes for one in self.parties)

    @property
    def waits_for(self) -> list[User]:
        """Who has not written yet."""
        return [one for one in self.parties if one.pk not in self.notes]

    @property
    def proposal(self) -> Moderation | None:
        """What one assessor proposed and the other has not answered."""
        return next((one for one in self.rounds if not one.outcome), None)

    @property
    def settled(self) -> Moderation | None:
        """What was decided last."""
        return next((one for one in reversed(self.rounds) if one.outcome), None)

    @cached_property
    def result(self) -> Outcome | None:
        """What the settled levels amount to."""
        return outcome_on(self.occasion, self.settled.scores) if self.settled else None

    @cached_property
    def differing(self) -> list[CriterionLine]:
        """The criteria on which the sheets are not the same."""
        return [line for line in self.comparison.lines if len({_level(one) for one in line.cells}) > 1]

    def common(self) -> dict[str, int | None]:
        """The levels that all sheets share."""
        apart = {one.criterion.pk for one in self.differing}
        return {
            line.criterion.key: _level(line.cells[0])
            for line in self.comparison.lines
            if line.cells and line.criterion.pk not in apart
        }


def _level(cell: Cell) -> int | None:
    return cell.score.value if cell.score is not None and cell.score.decided else None


def talk_of(occasion: Occasion, case: RatingCase) -> Talk:
    """Everything about the talk of a case, in a handful of queries; who may read what is for callers."""
    assignments = case.assignments.filter(kind__in=sorted(DECIDING_KINDS)).select_related("assessor")
    comparison = compared(occasion=occasion, subject_id=case.ratee_id)
    return Talk(
        occasion=occasion,
        case=case,
        assignments=list(assignments.order_by("pk")),
        notes={one.author_id: one for one in case.moderation_notes.select_related("author").order_by("pk")},
        rounds=list(case.moderations.select_related("moderator").order_by("pk")),
        comparison=comparison,
    )


def settled_on(occasion: Occasion, case: RatingCase) -> tuple[Moderation, Outcome] | None:
    """What people settled on the case and what it amounts to; None where nothing was talked over."""
    found = case.moderations.exclude(outcome="").select_related("moderator").order_by("-pk").first()
    return (found, outcome_on(occasion, found.scores)) if found else None


def is_third(user: User, case: RatingCase) -> bool:
    """Whether the person was asked to rate the case as the third while it is being settled."""
    return case.state in rules.SETTLING and case.assignments.filter(assessor=user, third=True).exists()


def third_asked(user: User, occasion: Occasion) -> QuerySet[User]:
    """The people whom the assessor was asked to rate as the third, and whose sheet of theirs is not sent."""
    sent = Rating.objects.standing().filter(assignment__assessor=user, assignment__third=True)
    cases = RatingCase.objects.filter(
        occasion=occasion,
        state__in=sorted(rules.SETTLING),
        assignments__assessor=user,
        assignments__third=True,
        assignments__stood_down=False,
    ).exclude(pk__in=sent.values("assignment__case_id"))
    return registries.by_name(User.objects.filter(pk__in=cases.order_by().values("ratee_id")))


def free_assessors(occasion: Occasion, case: RatingCase, people: Collection[User]) -> list[User]:
    """Of `people` those who have no part in the case, so that one can rate it as the third."""
    taken = set(case.assignments.values_list("assessor_id", flat=True)) | {case.ratee_id}
    taken |= readers_of(case) | lookers_of(case)
    return [one for one in people if one.pk not in taken]


def lookers_of(case: RatingCase) -> set[int | None]:
    """Who has read the sheets of the case side by side without having rated it, by id."""
    looks = AuditEvent.objects.filter(action=LOOKED, target_uuid=case.uuid)
    return set(looks.values_list("actor_id", flat=True))


def who_else(occasion: Occasion, case: RatingCase | None, *, besides: User, most: int = 5) -> list[User]:
    """Who may rate the case instead of somebody: who is to rate it already, else who has no part in it."""
    if case is not None:
        rows = case.assignments.filter(kind__in=sorted(DECIDING_KINDS), stood_down=False)
        others = rows.select_related("assessor").exclude(assessor=besides).order_by("pk")
        if named := [one.assessor for one in others[:most]]:
            return named
    taken = {besides.pk} | (readers_of(case) | {case.ratee_id} if case else set())
    people = registries.by_name(registries.people_of(occasion).assessors.exclude(pk__in=taken))
    return list(people[:most])


def readers_of(case: RatingCase, *, besides: User | None = None) -> set[int]:
    """Who typed or checked a sheet on paper about the case, by id; `besides`: not counting this one's own."""
    hands = PaperSheet.objects.filter(case=case).exclude(assessor=besides)
    pairs = hands.values_list("entered_by_id", "checked_by_id")
    return {one for pair in pairs for one in pair if one is not None}
