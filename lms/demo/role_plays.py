"""The role-plays of a cohort: who was rated by whom, what was sent, and what was released."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from assessments.models import Assignment, Criterion, CriterionScore, Occasion, Rating, RatingCase
from courses.models import CohortStep
from lms.accounts.models import User
from lms.demo import answers

Scored = list[tuple[Criterion, int | None, str]]
# Of a session that was just held: what is released, what waits for that, what is half written.
RELEASED, SENT, BEGUN = 0.6, 0.24, 0.08


class RolePlays:
    """Collects cases and ratings, each after its session and before its release, and writes them in bulk."""

    def __init__(self, rng: random.Random, *, fresh: bool) -> None:
        """`fresh`: of a session that was just held not everything is sent or released yet."""
        self.rng = rng
        self.fresh = fresh
        self.criteria: dict[int, list[Criterion]] = {}
        self.cases: list[RatingCase] = []
        self.ratings: list[tuple[Rating, Scored]] = []

    def rate(
        self,
        user: User,
        step: CohortStep,
        assessors: Sequence[User],
        skill: float,
        number: int,
        *,
        done: bool,
    ) -> None:
        """Let the assessors rate the person; `done`: it is released whatever the draw."""
        occasion: Occasion = step.occasion
        evening = occasion.held_at + timedelta(hours=9 if self.fresh else 33)
        draw = 0.0 if done or not self.fresh else self.rng.random()
        case = RatingCase(occasion=occasion, ratee=user, state="released", released_at=evening)
        if draw > RELEASED:
            case.released_at = None
            case.state = "open" if RELEASED + SENT < draw <= RELEASED + SENT + BEGUN else "rated"
        self.cases.append(case)
        for which, assessor in enumerate(
            assessors if draw <= RELEASED + SENT + BEGUN else assessors[::-1][:1]
        ):
            at = occasion.held_at + timedelta(minutes=self.rng.randint(60, 480))
            # The same performance seen twice: the assessors' noise differs, the skill does not.
            scores = answers.rate(self.rng, self._criteria(occasion), skill, which + number % 2)
            self._add(case, assessor, scores, at)

    def _add(self, case: RatingCase, assessor: User, scores: Scored, at: datetime) -> None:
        kind = "coach" if case.occasion.mode == "coached" else "assessor"
        rating = Rating(
            assignment=Assignment(case=case, assessor=assessor, kind=kind),
            status="submitted",
            comment=answers.sum_up(self.rng, scores),
            revision=1,
            saved_at=at,
            submitted_at=at,
        )
        if case.state == "open":
            rating.status, rating.submitted_at, rating.comment = "draft", None, ""
            scores = scores[: self.rng.randint(3, 8)]
        self.ratings.append((rating, scores))

    def _criteria(self, occasion: Occasion) -> list[Criterion]:
        """What people are rated on there; the extra ones only where a scenario calls for them."""
        if occasion.pk not in self.criteria:
            rows = Criterion.objects.filter(rubric_version=occasion.rubric_version_id).order_by("position")
            self.criteria[occasion.pk] = [
                one for one in rows if not one.add_on or one.key in occasion.add_ons
            ]
        return self.criteria[occasion.pk]

    def write(self) -> None:
        RatingCase.objects.bulk_create(self.cases, batch_size=200)
        Assignment.objects.bulk_create([one.assignment for one, _scores in self.ratings], batch_size=200)
        Rating.objects.bulk_create([rating for rating, _scores in self.ratings], batch_size=200)
        CriterionScore.objects.bulk_create(
            (
                CriterionScore(rating=rating, criterion=criterion, value=level, comment=comment)
                for rating, scores in self.ratings
                for criterion, level, comment in scores
            ),
            batch_size=500,
        )
