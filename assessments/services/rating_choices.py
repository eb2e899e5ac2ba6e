"""An assessor's own choice of whom they rate: it orders their work and keeps nobody else from rating."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from assessments import registries
from assessments.enums import AssessorKind, OccasionMode
from assessments.models import Assignment, Occasion, Rating, RatingCase
from assessments.rules import rating_cases as rules
from lms.accounts.models import User
from lms.core import audit


def choose_subjects(
    *, actor: User, occasion: Occasion, shown: Collection[UUID], chosen: Collection[UUID]
) -> int:
    """Of the people `shown`, make the `chosen` the assessor's and let go of the rest; how many changed.

    Whoever the assessor may not rate is left out, as is who is settled; whom they began stays theirs.
    """
    people = registries.subjects_of(actor, occasion).filter(uuid__in=shown).order_by()
    wanted = list(people.filter(uuid__in=chosen).values_list("pk", flat=True))
    others = list(people.exclude(uuid__in=chosen).values_list("pk", flat=True))
    with transaction.atomic():
        taken = _take(actor, occasion, wanted)
        left = _leave(actor, occasion, others)
        if taken or left:
            about = {"taken": taken, "left": left}
            audit.record(actor=actor, action="assessments.choose_subjects", target=occasion, **about)
    return taken + left


def _take(actor: User, occasion: Occasion, people: Collection[int]) -> int:
    RatingCase.objects.bulk_create(
        [RatingCase(occasion=occasion, ratee_id=pk) for pk in people], ignore_conflicts=True, batch_size=500
    )
    mine = Assignment.objects.filter(case=OuterRef("pk"), assessor=actor)
    cases = RatingCase.objects.filter(
        ~Exists(mine), occasion=occasion, ratee__in=people, state__in=sorted(rules.RATABLE)
    )
    coached = occasion.mode == OccasionMode.COACHED
    kind = AssessorKind.COACH if coached else AssessorKind.ASSESSOR
    rows = [Assignment(case_id=pk, assessor=actor, kind=kind) for pk in cases.values_list("pk", flat=True)]
    Assignment.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return len(rows)


def _leave(actor: User, occasion: Occasion, people: Collection[int]) -> int:
    begun = Rating.objects.filter(assignment=OuterRef("pk"))
    free = Assignment.objects.filter(
        ~Exists(begun), assessor=actor, case__occasion=occasion, case__ratee__in=people
    )
    return free.delete()[0]
