"""Living through one cohort: tests, lessons, role-plays and evaluations of its people."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from assessments.models import (
    AnonymousReceipt,
    Attempt,
    Criterion,
    CriterionScore,
    Delivery,
    ItemVersion,
    Occasion,
    Rating,
    Response,
)
from assessments.models.attempts import packed
from courses.models import Cohort, CohortStep, Enrollment, LessonProgress
from lms.accounts.models import User
from lms.demo import answers
from lms.demo.people import Simulated

# Shares of the people who go on, by step; the weaker half of the pre-test leaves more often.
STARTS = 0.95
STAYS_STRONG, STAYS_WEAK = 0.93, 0.81
COACHED, ASSESSED, EVALUATES = 0.8, 0.96, 0.94
PASS = 16


class Simulation:
    """Collects the rows of one cohort and writes them in bulk."""

    def __init__(
        self, rng: random.Random, cohort: Cohort, lesson_ids: Sequence[Any], *, share: float = 1.0
    ) -> None:
        """`share` is how much of the cohort's time has passed: steps beyond it have not happened."""
        self.rng = rng
        self.cohort = cohort
        self.lesson_ids = lesson_ids
        self.share = share
        self.steps = {
            step.key: step
            for step in CohortStep.objects.filter(cohort=cohort).select_related("delivery", "occasion")
        }
        self.start = datetime.combine(cohort.starts_on, time(15), tzinfo=UTC)
        self.days = (cohort.ends_on - cohort.starts_on).days
        test = self.steps["pre-test"].delivery
        self.items = list(
            ItemVersion.objects.filter(entries__version=test.instrument_version_id).order_by(
                "entries__position"
            )
        )
        hard = random.Random(7)  # noqa: S311 - as above: a model, not a secret
        self.difficulties = {
            item.id: answers.DIFFICULTY.get(item.topic, 0.0) + hard.gauss(0, 0.45) for item in self.items
        }
        evaluation = self.steps["evaluation"].delivery
        self.opinions = list(
            ItemVersion.objects.filter(entries__version=evaluation.instrument_version_id).order_by(
                "entries__position"
            )
        )
        self.criteria = list(
            Criterion.objects.filter(
                rubric_version=self.steps["assessed-role-play"].occasion.rubric_version_id
            )
        )
        self.progress: list[LessonProgress] = []
        self.attempts: list[tuple[Attempt, list[tuple[Any, Any, float | None]]]] = []
        self.receipts: list[AnonymousReceipt] = []
        self.ratings: list[tuple[Rating, list[tuple[Any, int | None, str]]]] = []

    def live(self, enrollments: Sequence[tuple[Enrollment, Simulated]], trainers: Sequence[User]) -> None:
        """Walk every person along the path as far as they get, then write it all."""
        for number, (enrollment, person) in enumerate(enrollments):
            self._walk(enrollment, person, trainers, number)
        self._write()

    def _walk(self, enrollment: Enrollment, person: Simulated, trainers: Sequence[User], number: int) -> None:
        rng, user = self.rng, person.user
        if rng.random() > STARTS:
            return
        pre = self._test(
            user, self.steps["pre-test"].delivery, 0.02 + 0.1 * rng.random(), person.ability, 0.0
        )
        stays = rng.random() < (STAYS_STRONG if pre >= 11 else STAYS_WEAK)
        read = len(self.lesson_ids) if stays else rng.randint(0, len(self.lesson_ids) - 1)
        read = (
            min(read, round(self.share * 1.35 * len(self.lesson_ids) * rng.uniform(0.5, 1.0)))
            if self.share < 1
            else read
        )
        for index, lesson_id in enumerate(self.lesson_ids[:read]):
            at = self._at(0.12 + 0.5 * index / len(self.lesson_ids))
            self.progress.append(LessonProgress(enrollment=enrollment, lesson_id=lesson_id, completed_at=at))
        skill = person.ability + person.gain
        if rng.random() < COACHED and read > 4 and self.share > 0.4:
            self._rate(user, self.steps["coached-role-play"], trainers[:1], 0.4, skill - 0.5, number)
        if self.share < 1 or not stays:
            return
        post = self._test(user, self.steps["post-test"].delivery, 0.8, person.ability, person.gain)
        if post < PASS and rng.random() < 0.8:
            self._test(
                user, self.steps["post-test"].delivery, 0.86, person.ability, person.gain * 1.5, attempt=2
            )
        if rng.random() < ASSESSED:
            self._rate(user, self.steps["assessed-role-play"], trainers[:2], 0.84, skill, number)
        if rng.random() < EVALUATES:
            self._evaluate(user, self.steps["evaluation"].delivery)

    def _at(self, share: float) -> datetime:
        return self.start + timedelta(days=self.days * share, minutes=self.rng.randint(0, 600))

    def _test(
        self, user: User, delivery: Delivery, share: float, ability: float, gain: float, *, attempt: int = 1
    ) -> float:
        started = self._at(share)
        given = answers.answer_test(self.rng, self.items, self.difficulties, ability, gain)
        score = sum(mark for _item, _value, mark in given)
        row = Attempt(
            delivery=delivery,
            user=user,
            number=attempt,
            started_at=started,
            due_at=started + timedelta(minutes=delivery.time_limit or 30),
            submitted_at=started + timedelta(minutes=self.rng.randint(9, 27)),
            epoch=1,
            seed=self.rng.getrandbits(31),
            score=score,
            max_score=float(len(self.items)),
        )
        self.attempts.append((row, given))
        return score

    def _evaluate(self, user: User, delivery: Delivery) -> None:
        day = self._at(0.9).date()
        midnight = datetime.combine(day, time(), tzinfo=UTC)
        row = Attempt(
            pk=-1 - self.rng.getrandbits(52),
            delivery=delivery,
            started_at=midnight,
            submitted_at=midnight,
            seed=0,
        )
        self.attempts.append(
            (row, [(item, value, None) for item, value in answers.opine(self.rng, self.opinions)])
        )
        self.receipts.append(AnonymousReceipt(delivery=delivery, user=user, on=day))

    def _rate(
        self, user: User, step: CohortStep, assessors: Sequence[User], share: float, skill: float, number: int
    ) -> None:
        occasion: Occasion = step.occasion
        for which, assessor in enumerate(assessors):
            at = self._at(share)
            rating = Rating(
                occasion=occasion,
                subject=user,
                assessor=assessor,
                status="submitted",
                revision=1,
                saved_at=at,
                submitted_at=at,
            )
            # The same performance seen twice: the assessors' noise differs, the skill does not.
            self.ratings.append((rating, answers.rate(self.rng, self.criteria, skill, which + number % 2)))

    def _write(self) -> None:
        LessonProgress.objects.bulk_create(self.progress, batch_size=500)
        Attempt.objects.bulk_create([row for row, _given in self.attempts], batch_size=200)
        Response.objects.bulk_create(
            (
                Response(
                    pk=-1 - self.rng.getrandbits(52) if row.user_id is None else None,
                    attempt=row,
                    item_version=item,
                    answer=packed(value),
                    seq=1,
                    saved_at=row.submitted_at,
                    mark=mark,
                )
                for row, given in self.attempts
                for item, value, mark in given
            ),
            batch_size=500,
        )
        AnonymousReceipt.objects.bulk_create(self.receipts, batch_size=500)
        Rating.objects.bulk_create([rating for rating, _scores in self.ratings], batch_size=200)
        CriterionScore.objects.bulk_create(
            (
                CriterionScore(rating=rating, criterion=criterion, value=level, comment=comment)
                for rating, scores in self.ratings
                for criterion, level, comment in scores
            ),
            batch_size=500,
        )
