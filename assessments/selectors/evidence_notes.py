"""What assessors noted while it happened, and which words they still owe."""

from collections.abc import Collection

from django.db.models import QuerySet

from assessments.models import EvidenceNote, Rating


def notes_of(rating: Rating) -> QuerySet[EvidenceNote]:
    """All notes of the rating's author about the person, oldest first."""
    notes = EvidenceNote.objects.filter(assignment=rating.assignment_id)
    return notes.select_related("criterion").order_by("noted_at", "pk")


def noted_criteria(rating: Rating) -> Collection[str]:
    """The key of the criterion of each of those notes that is about one."""
    keys = notes_of(rating).exclude(criterion=None).values_list("criterion__key", flat=True)
    return list(keys)
