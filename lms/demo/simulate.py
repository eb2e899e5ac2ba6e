"""Living through one cohort: tests, lessons, role-plays and evaluations of its people."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from assessments.api import score_rows
from assessments.item_types import REGISTRY
from assessments.models import (
    AnonymousComment,
    AnonymousReceipt,
    AnonymousSheet,
    Assignment,
    Attempt,
    AttemptItem,
    Criterion,
    CriterionScore,
    Delivery,
    ItemVersion,
    Occasion,
    Rating,
    RatingCase,
    Response,
    Score,
)
from assessments.models.attempts import packed
from assessments.rules.marking import Question, mark_all
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
            ItemVersion.objects.filter(entries__version=test.instrument_version_id)
            .select_related("item")
            .order_by("entries__position")
        )
        hard = random.Random(7)  # noqa: S311 - as above: a model, not a secret
        self.difficulties = {
            item.id: answers.DIFFICULTY.get(item.item.topic, 0.0) + hard.gauss(0, 0.45) for item in self.items
        }
        evaluation = self.steps["evaluation"].delivery
        self.opinions = list(
            ItemVersion.objects.filter(entries__version=evaluation.instrument_version_id).order_by(
                "entries__position"
            )
        )
        # Criteria that only some scenarios ask for are no part of these ratings.
        self.criteria = list(
            Criterion.objects.filter(
                rubric_version=self.steps["assessed-role-play"].occasion.rubric_version_id, add_on=False
            )
        )
        self.progress: list[LessonProgress] = []
        self.attempts: list[tuple[Attempt, list[tuple[Any, Any, float | None]]]] = []
        self.box: list[AnonymousSheet | AnonymousComment | AnonymousReceipt] = []
        self.cases: list[RatingCase] = []
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
            self._rate(user, self.steps["coached-role-play"], trainers[:1], skill - 0.5, number)
        if self.share < 1 or not stays:
            return
        post = self._test(user, self.steps["post-test"].delivery, 0.8, person.ability, person.gain)
        if post < PASS and rng.random() < 0.8:
            self._test(
                user, self.steps["post-test"].delivery, 0.86, person.ability, person.gain * 1.5, attempt=2
            )
        if rng.random() < ASSESSED:
            self._rate(user, self.steps["assessed-role-play"], trainers[:2], skill, number)
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
            instrument_version_id=delivery.instrument_version_id,
            user=user,
            number=attempt,
            started_at=started,
            due_at=started + timedelta(minutes=delivery.time_limit or 30),
            submitted_at=started + timedelta(minutes=self.rng.randint(9, 27)),
            epoch=1,
            seed=self.rng.getrandbits(31),
            revision=1,
        )
        self.attempts.append((row, given))
        return score

    def _evaluate(self, user: User, delivery: Delivery) -> None:
        given = answers.opine(self.rng, self.opinions)
        scale = {str(item.pk): value for item, value in given if REGISTRY[item.type].is_scale}
        self.box += [
            AnonymousReceipt(delivery=delivery, user=user, on=self._at(0.9).date()),
            AnonymousSheet(delivery=delivery, answers=scale),
            *(
                AnonymousComment(delivery=delivery, item_version=item, text=value)
                for item, value in given
                if not REGISTRY[item.type].is_scale and value
            ),
        ]

    def _rate(
        self, user: User, step: CohortStep, assessors: Sequence[User], skill: float, number: int
    ) -> None:
        occasion: Occasion = step.occasion
        kind = "coach" if occasion.mode == "coached" else "assessor"
        case = RatingCase(occasion=occasion, ratee=user, state="released")
        self.cases.append(case)
        for which, assessor in enumerate(assessors):
            at = case.released_at = occasion.held_at + timedelta(minutes=self.rng.randint(60, 600))
            rating = Rating(
                assignment=Assignment(case=case, assessor=assessor, kind=kind),
                status="submitted",
                revision=1,
                saved_at=at,
                submitted_at=at,
            )
            # The same performance seen twice: the assessors' noise differs, the skill does not.
            self.ratings.append((rating, answers.rate(self.rng, self.criteria, skill, which + number % 2)))

    def _seen(self) -> None:
        """Whoever did something has signed in, the last time when they did the last thing."""
        last: dict[User, datetime] = {}
        done = [(one.enrollment.user, one.completed_at) for one in self.progress]
        done += [(row.user, row.started_at) for row, _given in self.attempts]
        for user, at in done:
            user.last_login = last[user] = max(at, last.get(user, at))
        User.objects.bulk_update(last, ["last_login"], batch_size=100)

    def _write(self) -> None:
        self._seen()
        LessonProgress.objects.bulk_create(self.progress, batch_size=500)
        Attempt.objects.bulk_create([row for row, _given in self.attempts], batch_size=200)
        Response.objects.bulk_create(
            (
                Response(
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
        AttemptItem.objects.bulk_create(
            (
                AttemptItem(
                    attempt=row,
                    position=position,
                    item_version=item,
                    option_order=[option["key"] for option in item.content["options"]],
                    topic=item.item.topic,
                    points=1.0,
                )
                for row, given in self.attempts
                for position, (item, _value, _mark) in enumerate(given, start=1)
            ),
            batch_size=500,
        )
        Score.objects.bulk_create(
            (score for row, given in self.attempts for score in _scores(row, given)), batch_size=500
        )
        for model in (AnonymousSheet, AnonymousComment, AnonymousReceipt):
            # By their random keys: the order in which they were made is that of the people.
            rows = sorted((row for row in self.box if isinstance(row, model)), key=lambda row: row.key)
            model.objects.bulk_create(rows, batch_size=500)
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


def _scores(row: Attempt, given: Sequence[tuple[Any, Any, float | None]]) -> list[Score]:
    questions = [Question(item.pk, item.type, item.content, item.item.topic) for item, _value, _mark in given]
    marked = mark_all(questions, {item.pk: value for item, value, _mark in given})
    return score_rows(row, marked, revision=1)
