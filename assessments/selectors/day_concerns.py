"""Concerns about people: for whoever leads, but has no part in the case."""

from django.db.models import Count, QuerySet

from assessments import registries
from assessments.models import Assignment, Concern, ExamDay, Occasion
from lms.accounts.models import User


def may_hear(actor: User, concern: Concern) -> bool:
    """Whether the person reads the concern and hears both sides: a lead who neither assesses nor is meant."""
    case = concern.case
    return (
        actor.pk not in {case.ratee_id, concern.raised_by_id}
        and registries.may_release(actor, case.occasion)
        and not Assignment.objects.filter(case=case, assessor=actor).exists()
    )


def concerns_for(actor: User, day: ExamDay) -> QuerySet[Concern]:
    """The concerns of the day that the person hears; they must lead it."""
    own = Assignment.objects.filter(assessor=actor).values("case_id")
    return (
        Concern.objects.filter(case__in=day.slots.order_by().values("case_id"))
        .exclude(case__in=own)
        .exclude(case__ratee=actor)
        .exclude(raised_by=actor)
        .select_related("case__ratee", "case__occasion", "raised_by")
        .order_by("concluded_at", "pk")
    )


def concerns_about(person: User, occasion: Occasion) -> QuerySet[Concern]:
    """The concerns on an occasion that the person was told of, newest first."""
    told = Concern.objects.filter(case__ratee=person, case__occasion=occasion, told_at__isnull=False)
    return told.order_by("-told_at", "-pk")


def raised_by_assessor(day: ExamDay) -> list[tuple[User, int]]:
    """How many concerns each assessor of the day raised, the most first: one who raises many is looked at."""
    rows = (
        Concern.objects.filter(case__in=day.slots.order_by().values("case_id"))
        .order_by()
        .values("raised_by")
        .annotate(count=Count("pk"))
        .order_by("-count", "raised_by")
    )
    counts = {row["raised_by"]: row["count"] for row in rows}
    people = User.objects.in_bulk(counts)
    return [(people[pk], count) for pk, count in counts.items()]
