"""What assessors noted while it happened, and which words they still owe."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.enums import DECIDING_KINDS, OccasionMode, RatingStatus
from assessments.models import CriterionScore, EvidenceNote, Occasion, Rating
from assessments.rules.competence import CompetenceRules
from lms.accounts.models import User


def notes_of(rating: Rating) -> QuerySet[EvidenceNote]:
    """All notes of the rating's author about the person, oldest first."""
    notes = EvidenceNote.objects.filter(assignment=rating.assignment_id)
    return notes.select_related("criterion").order_by("noted_at", "pk")


def noted_criteria(rating: Rating) -> Collection[str]:
    """The key of the criterion of each of those notes that is about one."""
    keys = notes_of(rating).exclude(criterion=None).values_list("criterion__key", flat=True)
    return list(keys)


def owed_words(occasion: Occasion, *, assessor: User | None = None) -> QuerySet[CriterionScore]:
    """What was sent with a level that has to be told in words, and is not yet; by person and criterion.

    `rules.sheet_words` says the same of one sheet. The occasion's rubric version must be at hand.
    """
    limits = CompetenceRules.from_json(occasion.rubric_version.rules)
    needed = Q(value__lte=limits.comment_at_or_below)
    if occasion.mode == OccasionMode.ASSESSED:
        needed |= Q(value__isnull=False, criterion__critical=True)
    later = EvidenceNote.objects.filter(
        assignment=OuterRef("rating__assignment"), criterion=OuterRef("criterion")
    )
    rows = CriterionScore.objects.filter(
        needed,
        ~Exists(later.order_by()),
        rating__in=Rating.objects.current().filter(status=RatingStatus.SUBMITTED),
        rating__assignment__case__occasion=occasion,
        rating__assignment__kind__in=sorted(DECIDING_KINDS),
        comment="",
        evidence="",
    )
    if assessor is not None:
        rows = rows.filter(rating__assignment__assessor=assessor)
    return rows.select_related("criterion", "rating__assignment__case").order_by(
        "rating__assignment__case__ratee_id", "criterion__position"
    )
